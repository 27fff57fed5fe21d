import { type ReactNode, startTransition, useEffect, useState } from 'react'

/** So long the rest waits for what one came for. */
const PATIENCE_MS = 500

/**
 * Whether the page shows what one came for, so that the rest may begin.
 *
 * @param shown that it is on the screen, where that is more than being drawn for the first time
 */
export function useLater(shown = true): boolean {
  const [now, setNow] = useState(false)
  useEffect(() => {
    const begin = () => startTransition(() => setNow(true))
    // With the frame in which it is painted; a window that is hidden has none.
    const frame = shown ? requestAnimationFrame(begin) : undefined
    const timer = setTimeout(begin, PATIENCE_MS)
    return () => {
      if (frame !== undefined) cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [shown])
  return now
}

/**
 * What may come a moment after the rest: drawn in small steps once the page shows what one came for.
 *
 * @param props.when that it is shown
 * @param props.height what it takes at least, in pixels, so that nothing moves when it comes
 */
export function Later(props: { when: boolean; height?: number; children: ReactNode }) {
  if (useLater(props.when)) return <>{props.children}</>
  return props.height === undefined ? null : <div style={{ height: props.height }} aria-hidden="true" />
}
