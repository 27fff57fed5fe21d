import { appendFileSync } from 'node:fs'
import { cpus } from 'node:os'

/** The value below which the given share of the figures lies. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Runs it several times, alone. @returns the wall time of each run in milliseconds */
export async function timed(runs: number, act: () => void | Promise<void>): Promise<number[]> {
  const figures: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now()
    await act()
    figures.push(performance.now() - start)
  }
  return figures
}

export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`

/** One line per figure, aligned; and for a machine where `npm run bench -- --json FILE` asks for it. */
export function report(rows: readonly (readonly [string, string])[]): void {
  const file = process.env.VOICEDESK_BENCH_FILE
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(Object.fromEntries(rows))}\n`)
  const width = Math.max(...rows.map(([name]) => name.length))
  for (const [name, figure] of rows) console.log(`${name.padEnd(width)}  ${figure}`)
}
