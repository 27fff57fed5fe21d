import { useCallback, useEffect, useRef, useState } from 'react'

/** A step that sounds, or one that is only shown for a moment: a text that the platform reads out, a wait. */
export type Playable = { readonly kind: 'sound'; readonly path: string } | { readonly kind: 'pause' }

const PAUSE_MS = 1200

/** Plays steps one after the other. @returns which one is under way */
export function usePlayThrough(steps: readonly Playable[]): {
  readonly playing: number | undefined
  play(at: number, how: 'one' | 'all'): void
  stop(): void
} {
  const [playing, setPlaying] = useState<number>()
  const current = useRef<() => void>(undefined)

  const stop = useCallback(() => {
    current.current?.()
    current.current = undefined
    setPlaying(undefined)
  }, [])
  useEffect(() => stop, [stop])

  const play = (from: number, how: 'one' | 'all') => {
    stop()
    const begin = (at: number) => {
      const step = steps[at]
      if (step === undefined) return stop()
      setPlaying(at)
      const next = () => (how === 'one' ? stop() : begin(at + 1))
      if (step.kind === 'pause') {
        const timer = setTimeout(next, PAUSE_MS)
        current.current = () => clearTimeout(timer)
        return
      }
      const sound = new Audio(step.path)
      sound.addEventListener('ended', next)
      sound.addEventListener('error', next)
      current.current = () => {
        sound.removeEventListener('ended', next)
        sound.removeEventListener('error', next)
        sound.pause()
      }
      // Refused where sound may not start; the next step then comes at once.
      sound.play().catch(next)
    }
    begin(from)
  }
  return { playing, play, stop }
}
