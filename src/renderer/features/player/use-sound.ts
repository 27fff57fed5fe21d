import { useComputedColorScheme } from '@mantine/core'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import WaveSurfer from 'wavesurfer.js'
import { channelsOf, fetchPeaks, levelFor, type Peaks } from './peaks.ts'

export type Sound = {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly playing: boolean
  readonly at: number
  readonly duration: number
  toggle(): void
  skip(seconds: number): void
  seek(seconds: number): void
  setRate(rate: number): void
  setVolume(volume: number): void
  /** The drawing with its element of sound; absent until it is made. */
  readonly wave: RefObject<WaveSurfer | undefined>
  readonly peaks: Peaks | undefined
}

const WAVE_HEIGHT = 84

/**
 * A recording drawn from its precomputed waveform and played by the element of the page: the sound itself is
 * never decoded as a whole, so two hours open as fast as ten seconds. Times are seconds.
 *
 * @param audioPath left out while there is nothing to play
 * @param early the waveform, where it was asked for before there was a place to draw it
 * @param turn rises to load it all again
 * @param height of the drawing in pixels
 * @param dress adds to a drawing before it is filled; drags are then its own, and do not seek
 */
export function useSound(options: {
  container: RefObject<HTMLDivElement | null>
  audioPath: string | undefined
  peaksPath: string
  early?: Promise<Peaks> | undefined
  turn: number
  height?: number
  dress?: (wave: WaveSurfer) => void
}): Sound {
  const { container, audioPath, peaksPath, early, turn, height = WAVE_HEIGHT, dress } = options
  const scheme = useComputedColorScheme()
  const wave = useRef<WaveSurfer | undefined>(undefined)
  // Of the sound it was said of: one that has just been asked for is not ready because the last one was.
  const [state, setState] = useState<{ of?: string | undefined; phase: Sound['phase'] }>({ phase: 'loading' })
  const phase = state.of === audioPath ? state.phase : 'loading'
  const [playing, setPlaying] = useState(false)
  const [at, setAt] = useState(0)
  const [duration, setDuration] = useState(0)
  const [peaks, setPeaks] = useState<Peaks>()

  // Before the page is painted: a waveform that is at hand is part of the first picture.
  useLayoutEffect(() => {
    const element = container.current
    if (element === null || audioPath === undefined) return undefined
    const stop = new AbortController()
    let made: WaveSurfer | undefined
    const setPhase = (next: Sound['phase']) => setState({ of: audioPath, phase: next })
    const url = audioPath
    setState((before) => (before.of === audioPath ? { of: audioPath, phase: 'loading' } : before))
    setPlaying(false)
    setAt(0)

    async function load(place: HTMLDivElement): Promise<void> {
      const peaks = await (turn === 0 && early !== undefined ? early : fetchPeaks(peaksPath, stop.signal))
      if (stop.signal.aborted) return
      const level = levelFor(peaks, place.clientWidth * devicePixelRatio)
      if (level === undefined) throw new Error('no waveform')
      made = WaveSurfer.create({
        container: place,
        height,
        url,
        peaks: channelsOf(level),
        duration: peaks.durationS,
        ...coloursOf(place),
        cursorWidth: 2,
        dragToSeek: dress === undefined,
        // Speech on the telephone is quiet; the drawing shows its shape, not its level.
        normalize: true,
      })
      // Nothing of the sound is fetched before it is played: what is fetched is what is heard.
      const element = made.getMediaElement()
      if (element !== null) element.preload = 'none'
      wave.current = made
      setDuration(peaks.durationS)
      setPeaks(peaks)
      dress?.(made)
      made.on('play', () => setPlaying(true))
      made.on('pause', () => setPlaying(false))
      made.on('finish', () => setPlaying(false))
      made.on('timeupdate', setAt)
      made.on('seeking', setAt)
      made.on('interaction', setAt)
      made.on('ready', () => setPhase('ready'))
      made.on('error', () => setPhase('failed'))
    }

    load(element).catch(() => {
      if (!stop.signal.aborted) setPhase('failed')
    })
    return () => {
      stop.abort()
      made?.destroy()
      wave.current = undefined
    }
  }, [container, audioPath, peaksPath, early, turn, height, dress])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours of the page follow its scheme
  useEffect(() => {
    if (container.current !== null) wave.current?.setOptions(coloursOf(container.current))
  }, [container, scheme])

  const toggle = useCallback(() => {
    wave.current?.playPause().catch(() => setState({ of: audioPath, phase: 'failed' }))
  }, [audioPath])
  const seek = useCallback((seconds: number) => {
    const sound = wave.current
    if (sound === undefined) return
    const to = Math.min(Math.max(0, seconds), sound.getDuration())
    // While a seek is under way, wavesurfer notes the next one and forgets it when the first is told of.
    const element = sound.getMediaElement()
    if (element !== null && element.readyState >= HTMLMediaElement.HAVE_METADATA) element.currentTime = to
    sound.setTime(to)
    // An element that has fetched nothing yet says nothing of a seek.
    setAt(to)
  }, [])
  const skip = useCallback((seconds: number) => seek((wave.current?.getCurrentTime() ?? 0) + seconds), [seek])
  const setRate = useCallback((rate: number) => wave.current?.setPlaybackRate(rate, true), [])
  const setVolume = useCallback((volume: number) => wave.current?.setVolume(volume), [])
  return { phase, playing, at, duration, toggle, skip, seek, setRate, setVolume, wave, peaks }
}

/** A canvas takes no variables of the style sheet, so their values are read where it stands. */
function coloursOf(place: HTMLElement) {
  const style = getComputedStyle(place)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  return {
    waveColor: colour('--wave'),
    progressColor: colour('--wave-played'),
    cursorColor: colour('--wave-cursor'),
  }
}
