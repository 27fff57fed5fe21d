import { useComputedColorScheme } from '@mantine/core'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import WaveSurfer from 'wavesurfer.js'
import { levelFor, readPeaks } from './peaks.ts'

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
}

const WAVE_HEIGHT = 84

/**
 * A recording drawn from its precomputed waveform and played by the element of the page: the sound itself is
 * never decoded as a whole, so two hours open as fast as ten seconds. Times are seconds.
 *
 * @param audioPath left out while there is nothing to play
 * @param turn a new value loads it all again
 * @param height of the drawing in pixels
 */
export function useSound(options: {
  container: RefObject<HTMLDivElement | null>
  audioPath: string | undefined
  peaksPath: string
  turn: number
  height?: number
}): Sound {
  const { container, audioPath, peaksPath, turn, height = WAVE_HEIGHT } = options
  const scheme = useComputedColorScheme()
  const wave = useRef<WaveSurfer | undefined>(undefined)
  // Of the sound it was said of: one that has just been asked for is not ready because the last one was.
  const [state, setState] = useState<{ of?: string | undefined; phase: Sound['phase'] }>({ phase: 'loading' })
  const phase = state.of === audioPath ? state.phase : 'loading'
  const [playing, setPlaying] = useState(false)
  const [at, setAt] = useState(0)
  const [duration, setDuration] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn means loading again
  useEffect(() => {
    const element = container.current
    if (element === null || audioPath === undefined) return undefined
    const stop = new AbortController()
    let made: WaveSurfer | undefined
    const setPhase = (next: Sound['phase']) => setState({ of: audioPath, phase: next })
    const url = audioPath
    setPhase('loading')
    setPlaying(false)
    setAt(0)

    async function load(place: HTMLDivElement): Promise<void> {
      const answer = await fetch(peaksPath, { signal: stop.signal })
      const peaks = answer.ok ? readPeaks(await answer.arrayBuffer()) : undefined
      const level = peaks === undefined ? undefined : levelFor(peaks, place.clientWidth * devicePixelRatio)
      if (stop.signal.aborted) return
      if (peaks === undefined || level === undefined) throw new Error('no waveform')
      made = WaveSurfer.create({
        container: place,
        height,
        url,
        peaks: [level.highest, level.lowest],
        duration: peaks.durationS,
        ...coloursOf(place),
        cursorWidth: 2,
        dragToSeek: true,
        // Speech on the telephone is quiet; the drawing shows its shape, not its level.
        normalize: true,
      })
      wave.current = made
      setDuration(peaks.durationS)
      made.on('play', () => setPlaying(true))
      made.on('pause', () => setPlaying(false))
      made.on('finish', () => setPlaying(false))
      made.on('timeupdate', setAt)
      made.on('seeking', setAt)
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
  }, [container, audioPath, peaksPath, turn, height])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours of the page follow its scheme
  useEffect(() => {
    if (container.current !== null) wave.current?.setOptions(coloursOf(container.current))
  }, [container, scheme])

  const toggle = useCallback(() => {
    wave.current?.playPause().catch(() => setState({ of: audioPath, phase: 'failed' }))
  }, [audioPath])
  const skip = useCallback((seconds: number) => wave.current?.skip(seconds), [])
  const seek = useCallback((seconds: number) => wave.current?.setTime(seconds), [])
  const setRate = useCallback((rate: number) => wave.current?.setPlaybackRate(rate, true), [])
  const setVolume = useCallback((volume: number) => wave.current?.setVolume(volume), [])
  return { phase, playing, at, duration, toggle, skip, seek, setRate, setVolume }
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
