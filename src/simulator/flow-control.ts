import { flowControl, type Refusal } from './refusals.ts'

/** Requests of one application within any one second, by the real clock. */
export type Rate = {
  /** Nothing when there is no limit. */
  readonly limit: number | null
  readonly passed: number
  readonly refused: number
  /** Most that passed within one second, and most that came. */
  readonly highestPassed: number
  readonly highestOffered: number
}

type Window = { readonly times: number[]; from: number; highest: number }

const FORGOTTEN_AT_ONCE = 10_000

/** Forgets what is older than a second. */
function slide(window: Window, now: number): void {
  while ((window.times[window.from] ?? now) <= now - 1000) window.from += 1
  if (window.from < FORGOTTEN_AT_ONCE) return
  window.times.splice(0, window.from)
  window.from = 0
}

const inside = (window: Window) => window.times.length - window.from

function count(window: Window, now: number): void {
  window.times.push(now)
  window.highest = Math.max(window.highest, inside(window))
}

/** Holds each application to its requests per second, and remembers what came. */
export type FlowControl = {
  /** @returns the refusal, when this request is one too many */
  judge(appKey: string, limit: number): Refusal | undefined
  rates(): Readonly<Record<string, Rate>>
}

/**
 * @param now the real clock, in milliseconds
 * @param code which of the documented codes says so
 */
export function createFlowControl(now: () => number, code: '1010010' | '1011006'): FlowControl {
  const fresh = (): Window => ({ times: [], from: 0, highest: 0 })
  const apps = new Map<string, { passed: Window; offered: Window; limit: number; counts: [number, number] }>()
  return {
    judge(appKey, limit) {
      const app = apps.get(appKey) ?? { passed: fresh(), offered: fresh(), limit, counts: [0, 0] }
      apps.set(appKey, app)
      app.limit = limit
      const at = now()
      slide(app.offered, at)
      slide(app.passed, at)
      count(app.offered, at)
      if (inside(app.passed) >= limit) {
        app.counts[1] += 1
        return flowControl(code)
      }
      count(app.passed, at)
      app.counts[0] += 1
      return undefined
    },
    rates: () =>
      Object.fromEntries(
        [...apps].map(([appKey, { passed, offered, limit, counts }]): [string, Rate] => [
          appKey,
          {
            limit: Number.isFinite(limit) ? limit : null,
            passed: counts[0],
            refused: counts[1],
            highestPassed: passed.highest,
            highestOffered: offered.highest,
          },
        ]),
      ),
  }
}
