import { useEffect, useMemo } from 'react'
import { jumpFrom, pausesOf, type Span } from './follow.ts'
import type { Sound } from './use-sound.ts'

/** Plays a loop again and passes over pauses, while the one or the other is wanted. */
export function useFollow(sound: Sound, loop: Span | undefined, skipPauses: boolean): void {
  const { wave, peaks, playing } = sound
  const pauses = useMemo(
    () => (skipPauses && peaks !== undefined ? pausesOf(peaks) : undefined),
    [peaks, skipPauses],
  )
  useEffect(() => {
    const made = wave.current
    if (made === undefined || !playing || (loop === undefined && pauses === undefined)) return undefined
    return made.on('timeupdate', (at) => {
      const to = jumpFrom(at, { loop, pauses })
      if (to !== undefined) made.setTime(to)
    })
  }, [wave, playing, loop, pauses])
}
