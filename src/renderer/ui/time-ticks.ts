const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200]

/** Round moments from `fromMs` to `toMs`, about `most` of them, at the finest step that needs no more. */
export function timeTicks(fromMs: number, toMs: number, most: number): number[] {
  const step = (STEPS_S.find((seconds) => (toMs - fromMs) / (seconds * 1000) <= most) ?? 7200) * 1000
  const ticks: number[] = []
  for (let at = Math.ceil(fromMs / step) * step; at <= toMs; at += step) ticks.push(at)
  return ticks
}
