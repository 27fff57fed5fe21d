/** The crash test at length: many kills under load on one data directory. Fails when anything is missing. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crashRun } from '../src/main/receiver/testing/crash-run.ts'
import { machine, report } from './figures.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'voicedesk-crash-'))
try {
  const start = performance.now()
  const run = await crashRun({ dataDir, rounds: 25, roundMs: 3000, clients: 24, random: Math.random })
  report([
    ['machine', machine()],
    ['kills', `${run.kills} in ${((performance.now() - start) / 1000).toFixed(0)} s`],
    ['answered 200', String(run.acknowledged)],
    ['cut off under way', String(run.cutOff)],
    ['answered and missing', String(run.missing.length)],
    ['in the log twice', String(run.doubled.length)],
  ])
  if (run.missing.length > 0 || run.doubled.length > 0) process.exitCode = 1
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}
