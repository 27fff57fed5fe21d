import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createConverters } from './converters.ts'
import { WAV_KINDS, wavFile } from './testing/wav-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'voicedesk-converters-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const [, kind] = WAV_KINDS
if (kind === undefined) throw new Error('no kind')
const sound = wavFile(kind, {
  rate: 16_000,
  channels: [Float32Array.from({ length: 16_000 }, (_, at) => 0.2 * Math.sin(at * 0.2))],
})

describe('threads that convert', () => {
  it('take more files than they are, and a bad one among them', async () => {
    const converters = createConverters({ threads: 2 })
    try {
      const files = Array.from({ length: 9 }, (_, at) => join(folder, `${at}.wav`))
      for (const [at, file] of files.entries()) writeFileSync(file, at === 4 ? 'no sound' : sound)
      const outcomes = await Promise.allSettled(
        files.map((file, at) => converters.convert(file, join(folder, `out-${at}.wav`), { trim: false })),
      )
      expect(outcomes.map(({ status }) => status)).toEqual(
        files.map((_, at) => (at === 4 ? 'rejected' : 'fulfilled')),
      )
      expect(outcomes[4]).toMatchObject({ reason: { code: 'unknownFormat' } })
      expect(readdirSync(folder).filter((name) => name.startsWith('out-'))).toHaveLength(8)
    } finally {
      await converters.close()
    }
  })

  it('that take too long are ended, and the work goes on with another', async () => {
    const converters = createConverters({ threads: 1, limitMs: 1 })
    try {
      const file = join(folder, 'one.wav')
      writeFileSync(file, sound)
      for (let time = 0; time < 2; time += 1) {
        await expect(converters.convert(file, join(folder, 'out.wav'), { trim: false })).rejects.toThrow(
          'too long',
        )
      }
    } finally {
      await converters.close()
    }
  })

  it('say what the file system says', async () => {
    const converters = createConverters({ threads: 1 })
    try {
      await expect(
        converters.convert(join(folder, 'none.wav'), join(folder, 'out.wav'), { trim: false }),
      ).rejects.toThrow('ENOENT')
    } finally {
      await converters.close()
    }
  })
})
