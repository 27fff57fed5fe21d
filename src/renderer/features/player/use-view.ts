import { useCallback, useEffect, useRef, useState } from 'react'
import type WaveSurfer from 'wavesurfer.js'
import type { Span } from './follow.ts'
import { channelsOf, levelFor, type PeakLevel } from './peaks.ts'
import type { Sound } from './use-sound.ts'

/** Finer than this no sound is looked at: a syllable is a hand wide. */
const MOST_PIXELS_A_SECOND = 400
const STEP = 2

export type View = {
  /** What of the recording can be seen, in seconds. */
  readonly span: Span
  readonly zoomed: boolean
  readonly finest: boolean
  zoom(steps: 1 | -1 | 'fit'): void
}

/**
 * How closely the recording is looked at, and which part of it is in sight.
 *
 * @param dress adds to a drawing before it is first looked at more closely
 */
export function useView(sound: Sound, dress: (wave: WaveSurfer) => void): View {
  const { wave, peaks, phase, duration } = sound
  const [factor, setFactor] = useState(1)
  const [span, setSpan] = useState<Span>()
  const drawn = useRef<PeakLevel | undefined>(undefined)
  const dressed = useRef<WaveSurfer | undefined>(undefined)
  const most = Math.max(1, (MOST_PIXELS_A_SECOND * duration) / Math.max(1, wave.current?.getWidth() ?? 1000))

  useEffect(() => {
    const made = wave.current
    if (made === undefined || phase !== 'ready') return undefined
    drawn.current = undefined
    setFactor(1)
    setSpan(undefined)
    return made.on('scroll', (from, to) => setSpan({ from, to }))
  }, [wave, phase])

  const zoom = useCallback(
    (steps: 1 | -1 | 'fit') => {
      const made = wave.current
      if (made === undefined || peaks === undefined) return
      if (dressed.current !== made) dress(made)
      dressed.current = made
      const next = steps === 'fit' ? 1 : Math.min(most, Math.max(1, factor * (steps > 0 ? STEP : 1 / STEP)))
      const width = made.getWidth()
      const minPxPerSec = next === 1 ? 0 : (width / duration) * next
      const level = levelFor(peaks, width * devicePixelRatio * next)
      const middle = made.getCurrentTime()
      if (level !== undefined && level !== drawn.current) {
        drawn.current = level
        made.setOptions({ peaks: channelsOf(level), duration, minPxPerSec })
      } else made.zoom(minPxPerSec)
      setFactor(next)
      if (next === 1) setSpan(undefined)
      else made.setScrollTime(Math.max(0, middle - duration / next / 2))
    },
    [wave, peaks, duration, factor, most, dress],
  )

  return {
    span: factor === 1 || span === undefined ? { from: 0, to: duration } : span,
    zoomed: factor > 1,
    finest: factor >= most,
    zoom,
  }
}
