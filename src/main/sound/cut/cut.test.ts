import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { linearWavHeader, toLinear16 } from '../../../domain/wav/linear.ts'
import { convertSegment, convertToPrompt, type GetHelp } from '../convert.ts'
import { createConverters } from '../converters.ts'
import { damage, damaged, ffmpegPresent } from '../testing/damage.ts'
import { planCut } from './segment.ts'

const RATE = 44_100
const SECONDS = 24
const SHAPING = { levelDbm0: -19, trim: false }

/** Clipped now and then in both halves, so that what is counted can be compared, too. */
const sound = Float32Array.from(
  { length: SECONDS * RATE },
  (_, at) =>
    Math.sin(at * 0.02 + Math.sin(at * 0.0007) * 30) *
    (at % 50_000 < 200 ? 9 : 0.4 + 0.3 * Math.sin(at * 0.0003)),
)

const ENCODED = {
  wav: [],
  mp3: ['-b:a', '128k'],
  flac: [],
  opus: ['-c:a', 'libopus', '-b:a', '160k'],
} as const
const KINDS = ffmpegPresent ? (['wav', 'mp3', 'flac', 'opus'] as const) : (['wav'] as const)

let folder: string
const fileOf = (kind: string) => join(folder, `sound.${kind}`)

beforeAll(() => {
  // Decoders complain of every damaged frame.
  for (const way of ['log', 'warn', 'error'] as const)
    vi.spyOn(console, way).mockImplementation(() => undefined)
  folder = mkdtempSync(join(tmpdir(), 'voicedesk-cut-'))
  const wav = Buffer.concat([linearWavHeader(sound.length, RATE), Buffer.from(toLinear16(sound).buffer)])
  writeFileSync(fileOf('wav'), wav)
  for (const kind of KINDS.filter((one) => one !== 'wav')) {
    execFileSync('ffmpeg', ['-loglevel', 'error', '-i', fileOf('wav'), ...ENCODED[kind], fileOf(kind)])
  }
})
afterAll(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

async function outcomeOf(source: string, getHelp?: GetHelp) {
  const target = join(folder, 'out.wav')
  try {
    const watch = getHelp === undefined ? {} : { getHelp }
    const facts = await convertToPrompt(source, target, SHAPING, {
      ...watch,
      mostBytes: Number.POSITIVE_INFINITY,
    })
    return { facts, bytes: readFileSync(target).toString('base64') }
  } catch (problem) {
    return { problem: String(problem) }
  }
}

/** Help as the converters give it: whatever goes wrong, there is none. */
const help: GetHelp = (cut) => convertSegment(cut).catch(() => undefined)

describe('a long sound that is cut for two threads', () => {
  it.each(KINDS)('%s: becomes the very same prompt, with the same facts', async (kind) => {
    const taken: boolean[] = []
    const watched: GetHelp = async (cut) => {
      const segment = await help(cut)
      taken.push(segment !== undefined && segment.samples.length < (SECONDS * 8000) / 1.5)
      return segment
    }
    expect(await outcomeOf(fileOf(kind), watched)).toEqual(await outcomeOf(fileOf(kind)))
    expect(taken).toEqual([true])
  })

  it.each(KINDS)('%s: of which the other thread made something else is read to its end', async (kind) => {
    const wrong: GetHelp = async (cut) => {
      const segment = await help(cut)
      return segment === undefined
        ? undefined
        : { ...segment, samples: segment.samples.map((one) => one * 0.999) }
    }
    const alone = await outcomeOf(fileOf(kind))
    expect(await outcomeOf(fileOf(kind), wrong)).toEqual(alone)
    expect(await outcomeOf(fileOf(kind), async () => undefined)).toEqual(alone)
  })

  it.each(KINDS)(
    '%s: comes to the same when it is damaged',
    async (kind) => {
      const good = readFileSync(fileOf(kind))
      const source = join(folder, 'damaged')
      await fc.assert(
        fc.asyncProperty(damage, async (how) => {
          writeFileSync(source, damaged(good, how))
          expect(await outcomeOf(source, help)).toEqual(await outcomeOf(source))
        }),
        { numRuns: 15 },
      )
    },
    60_000,
  )

  it('is not cut when it is short, or nothing is known of its middle', async () => {
    const short = readFileSync(fileOf('wav')).subarray(0, 44 + 19 * RATE * 2)
    writeFileSync(join(folder, 'short.wav'), short)
    expect(await planCut(join(folder, 'short.wav'))).toBeUndefined()
    writeFileSync(join(folder, 'none.mp3'), Buffer.concat([Buffer.from('ID3'), Buffer.alloc(1 << 20)]))
    expect(await planCut(join(folder, 'none.mp3'))).toBeUndefined()
  })

  it('is one that silence does not hide: what is the same all over proves nothing', async () => {
    const quiet = sound.map((one, at) => (at > 8 * RATE && at < 16 * RATE ? 0 : one))
    const wav = Buffer.concat([linearWavHeader(quiet.length, RATE), Buffer.from(toLinear16(quiet).buffer)])
    writeFileSync(join(folder, 'quiet.wav'), wav)
    let asked = 0
    const counted: GetHelp = (cut) => {
      asked += 1
      return help(cut)
    }
    expect(await outcomeOf(join(folder, 'quiet.wav'), counted)).toEqual(
      await outcomeOf(join(folder, 'quiet.wav')),
    )
    expect(asked).toBe(1)
  })

  it('is converted by the threads as by one of them', async () => {
    const converters = createConverters({ threads: 3 })
    try {
      const target = join(folder, 'threads.wav')
      const limit = { mostBytes: Number.POSITIVE_INFINITY }
      const facts = await converters.convert(fileOf('wav'), target, SHAPING, limit)
      const bytes = readFileSync(target).toString('base64')
      expect({ facts, bytes }).toEqual(await outcomeOf(fileOf('wav')))
    } finally {
      await converters.close()
    }
  })
})
