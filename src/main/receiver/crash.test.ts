import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { crashRun } from './testing/crash-run.ts'

/** A small generator (mulberry32), so that a failing run can be run again. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

it('what was answered 200 is there exactly once after kill -9', { timeout: 60_000 }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'voicedesk-crash-'))
  try {
    const report = await crashRun({
      dataDir,
      rounds: 4,
      roundMs: 1500,
      clients: 12,
      random: seeded(20_261_121),
    })
    expect(report.missing).toEqual([])
    expect(report.doubled).toEqual([])
    expect(report.acknowledged).toBeGreaterThan(500)
    // Each kill met requests that were under way: otherwise the moment was not a dangerous one.
    expect(report.cutOff).toBeGreaterThanOrEqual(report.kills)
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
})
