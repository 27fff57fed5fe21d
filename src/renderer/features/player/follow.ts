import type { Peaks } from './peaks.ts'

/** A stretch of a recording, in seconds. */
export type Span = { readonly from: number; readonly to: number }

/** As it stands in the file. −36 dB of full scale: below the quietest word on a telephone, above the noise of a line. */
const QUIET = 2
/** Shorter pauses belong to the speech. */
const LEAST_S = 1
/** So much of a pause is left at either side, that no word is cut. */
const MARGIN_S = 0.2

/** The long pauses of a recording, without the margins that stay audible. */
export function pausesOf(peaks: Peaks): Span[] {
  const finest = [...peaks.levels].sort((one, other) => one.samplesAPoint - other.samplesAPoint)[0]
  const points = (finest?.pairs.length ?? 0) >> 1
  if (finest === undefined || points === 0) return []
  const pointS = peaks.durationS / points
  const pauses: Span[] = []
  let since: number | undefined
  for (let point = 0; point <= points; point += 1) {
    const quiet =
      point < points &&
      (finest.pairs[point * 2] ?? 0) >= -QUIET &&
      (finest.pairs[point * 2 + 1] ?? 0) <= QUIET
    if (quiet) {
      since ??= point
      continue
    }
    if (since === undefined) continue
    if (point - since >= Math.round(LEAST_S / pointS)) {
      pauses.push({ from: since * pointS + MARGIN_S, to: point * pointS - MARGIN_S })
    }
    since = undefined
  }
  return pauses
}

/**
 * Where playing goes on from, when it does not simply go on: the start of a loop whose end is reached, or the
 * end of a pause that is skipped.
 */
export function jumpFrom(
  at: number,
  how: { readonly loop?: Span | undefined; readonly pauses?: readonly Span[] | undefined },
): number | undefined {
  const { loop, pauses } = how
  if (loop !== undefined && at >= loop.to) return loop.from
  const pause = pauses === undefined ? undefined : pauseAt(pauses, at)
  if (pause === undefined) return undefined
  return loop !== undefined && pause.to >= loop.to ? loop.from : pause.to
}

/** Pauses stand in their order, so it is found by halving. */
function pauseAt(pauses: readonly Span[], at: number): Span | undefined {
  let low = 0
  let high = pauses.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const pause = pauses[middle]
    if (pause === undefined) return undefined
    if (at < pause.from) high = middle - 1
    else if (at >= pause.to) low = middle + 1
    else return pause
  }
  return undefined
}
