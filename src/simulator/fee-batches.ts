import type { Clock } from './clock.ts'
import type { FeeRecord } from './fee-record.ts'

const RECORDS_PER_PUSH = 50

/** Gathers the records of one application that end in the same second, at most 50 to a push. */
export type FeeBatches<App extends { readonly appKey: string }> = {
  add(app: App, url: string, endAt: number, record: FeeRecord): void
}

/**
 * @param delaySeconds from the end of the second to the push
 * @param deliver sends one batch
 */
export function createFeeBatches<App extends { readonly appKey: string }>(
  clock: Clock,
  delaySeconds: number,
  deliver: (app: App, url: string, records: readonly FeeRecord[]) => void,
): FeeBatches<App> {
  const buckets = new Map<string, FeeRecord[]>()
  return {
    add(app, url, endAt, record) {
      const second = Math.floor(endAt / 1000)
      const key = `${app.appKey} ${second} ${url}`
      const bucket = buckets.get(key)
      if (bucket !== undefined) {
        bucket.push(record)
        return
      }
      const records = [record]
      buckets.set(key, records)
      clock.at((second + 1) * 1000 + delaySeconds * 1000, () => {
        buckets.delete(key)
        for (let from = 0; from < records.length; from += RECORDS_PER_PUSH) {
          deliver(app, url, records.slice(from, from + RECORDS_PER_PUSH))
        }
      })
    },
  }
}
