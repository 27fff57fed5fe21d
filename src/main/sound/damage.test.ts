import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { convertToPrompt } from './convert.ts'
import { SoundProblem } from './problem.ts'

const present = spawnSync('ffmpeg', ['-version']).error === undefined
const RUNS = 60

describe.runIf(present)('a compressed file that was damaged', () => {
  it.each(['mp3', 'flac', 'ogg', 'opus'])(
    '%s: is converted or refused, and nothing half is left',
    async (ending) => {
      vi.spyOn(console, 'error').mockReturnValue()
      const folder = mkdtempSync(join(tmpdir(), 'voicedesk-damage-'))
      try {
        const good = join(folder, `good.${ending}`)
        const coding = ending === 'opus' ? ['-c:a', 'libopus'] : []
        const sweep = ['-f', 'lavfi', '-i', 'aevalsrc=0.4*sin(800*t*t):d=2:s=44100']
        execFileSync('ffmpeg', ['-loglevel', 'error', ...sweep, ...coding, good])
        const whole = readFileSync(good)
        const damage = fc.record({
          keep: fc.double({ min: 0, max: 1, noNaN: true }),
          within: fc.constantFrom(200, 4000, whole.length),
          flips: fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 30 }),
          filling: fc.option(fc.nat({ max: 255 })),
        })
        await fc.assert(
          fc.asyncProperty(damage, async ({ keep, within, flips, filling }) => {
            let bytes = Buffer.from(whole)
            for (const [at, value] of flips) bytes[at % within] = value
            if (filling !== null)
              bytes = Buffer.concat([
                bytes.subarray(0, 9000),
                Buffer.alloc(5000, filling),
                bytes.subarray(9000),
              ])
            const source = join(folder, 'damaged')
            writeFileSync(source, bytes.subarray(0, Math.ceil(bytes.length * keep)))
            const target = join(folder, 'out.wav')
            rmSync(target, { force: true })
            const outcome = await convertToPrompt(source, target, { trim: false }).then(
              () => 'converted',
              (problem: unknown) => (problem instanceof SoundProblem ? 'refused' : String(problem)),
            )
            const left = readdirSync(folder).filter((name) => name.startsWith('out'))
            expect([outcome, left]).toEqual(
              outcome === 'converted' ? ['converted', ['out.wav']] : ['refused', []],
            )
          }),
          { numRuns: RUNS },
        )
      } finally {
        rmSync(folder, { recursive: true, force: true })
        vi.restoreAllMocks()
      }
    },
  )
})
