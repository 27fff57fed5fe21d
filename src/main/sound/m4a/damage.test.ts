import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { convertToPrompt } from '../convert.ts'
import { SoundProblem } from '../problem.ts'
import { FIXTURES, fixtureBytes } from './testing/fixtures.ts'

const RUNS = Number(process.env.VOICEDESK_DAMAGE_RUNS ?? 60)
const SECONDS_A_RUN = 10

describe('a file of AAC that was damaged', () => {
  it.each(FIXTURES.map(({ name }) => name))(
    '%s: is converted or refused, and nothing half is left',
    async (name) => {
      const folder = mkdtempSync(join(tmpdir(), 'voicedesk-damage-'))
      const whole = fixtureBytes(name)
      // The tables are a small part of the file and the part where a change does most.
      const tables = Math.max(0, whole.indexOf('moov'))
      const damage = fc.record({
        keep: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
        from: fc.constantFrom(0, tables),
        within: fc.constantFrom(60, 1000, whole.length),
        flips: fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 30 }),
        filling: fc.option(fc.record({ at: fc.nat({ max: whole.length }), value: fc.nat({ max: 255 }) })),
      })
      try {
        await fc.assert(
          fc.asyncProperty(damage, async ({ keep, from, within, flips, filling }) => {
            let bytes = Buffer.from(whole)
            for (const [at, value] of flips) bytes[(from + (at % within)) % bytes.length] = value
            if (filling !== null) {
              const { at, value } = filling
              bytes = Buffer.concat([bytes.subarray(0, at), Buffer.alloc(500, value), bytes.subarray(at)])
            }
            const source = join(folder, 'damaged')
            writeFileSync(source, bytes.subarray(0, Math.ceil(bytes.length * keep)))
            const target = join(folder, 'out.wav')
            rmSync(target, { force: true })
            const started = performance.now()
            const outcome = await convertToPrompt(source, target, { trim: false }).then(
              () => 'converted',
              (problem: unknown) => (problem instanceof SoundProblem ? 'refused' : String(problem)),
            )
            expect(performance.now() - started).toBeLessThan(SECONDS_A_RUN * 1000)
            const left = readdirSync(folder).filter((file) => file.startsWith('out'))
            expect([outcome, left]).toEqual(
              outcome === 'converted' ? ['converted', ['out.wav']] : ['refused', []],
            )
          }),
          { numRuns: RUNS },
        )
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
    30_000 + RUNS * 500,
  )
})
