import { useCallback, useState } from 'react'

const PREFIX = 'voicedesk.'

/** What the screen keeps between runs: sizes of panes, the profile last used. Never data of calls. */
export function readRemembered(key: string): string | undefined {
  try {
    return globalThis.localStorage?.getItem(PREFIX + key) ?? undefined
  } catch {
    // Storage may be switched off; the screen then starts with its defaults.
    return undefined
  }
}

export function remember(key: string, value: string): void {
  try {
    globalThis.localStorage?.setItem(PREFIX + key, value)
  } catch {
    // As above: not remembering is no failure.
  }
}

export function useRememberedNumber(key: string, initial: number): [number, (value: number) => void] {
  const [value, setValue] = useState(() => {
    const kept = Number(readRemembered(key) ?? Number.NaN)
    return Number.isFinite(kept) ? kept : initial
  })
  const keep = useCallback(
    (next: number) => {
      setValue(next)
      remember(key, String(Math.round(next)))
    },
    [key],
  )
  return [value, keep]
}
