import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createConverters } from './converters.ts'
import { SoundProblem } from './problem.ts'
import { damage, damaged, ffmpegPresent, goodFile, KINDS } from './testing/damage.ts'

/** `npm run fuzz` asks for many more. */
const RUNS = Number(process.env.VOICEDESK_DAMAGE_RUNS ?? 40)
/** What takes longer has lost its way; a good file of two seconds takes a hundredth of it. */
const LIMIT_MS = 5000

describe.runIf(ffmpegPresent)('a file that was damaged', () => {
  it.each(KINDS)(
    '%s: is converted or refused in time, and nothing half is left',
    async (kind) => {
      const folder = mkdtempSync(join(tmpdir(), 'voicedesk-damage-'))
      const converters = createConverters({ limitMs: LIMIT_MS })
      try {
        const good = goodFile(kind, folder)
        let count = 0
        await fc.assert(
          fc.asyncProperty(damage, async (how) => {
            count += 1
            const source = join(folder, `damaged-${count}`)
            const target = join(folder, `out-${count}.wav`)
            writeFileSync(source, damaged(good, how))
            const outcome = await converters.convert(source, target, { trim: false }).then(
              () => 'converted',
              (problem: unknown) => {
                if (!(problem instanceof SoundProblem)) return String(problem)
                return problem.detail === 'it takes too long' ? 'hung' : 'refused'
              },
            )
            const left = readdirSync(folder).filter((name) => name.startsWith(`out-${count}`))
            expect([outcome, left]).toEqual(
              outcome === 'converted' ? ['converted', [`out-${count}.wav`]] : ['refused', []],
            )
            rmSync(source)
            rmSync(target, { force: true })
          }),
          { numRuns: RUNS },
        )
      } finally {
        await converters.close()
        rmSync(folder, { recursive: true, force: true })
      }
    },
    60_000 + RUNS * 200,
  )
})
