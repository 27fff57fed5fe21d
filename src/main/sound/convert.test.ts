import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decodeALaw } from '../../domain/alaw/index.ts'
import { alawWavHeader } from '../../domain/wav/index.ts'
import { convertToPrompt } from './convert.ts'
import { SoundProblem } from './problem.ts'
import { WAV_KINDS, wavFile } from './testing/wav-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'voicedesk-sound-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const HZ = 440
const tone = (rate: number, seconds: number, amplitude = 0.5) =>
  Float32Array.from(
    { length: Math.round(rate * seconds) },
    (_, at) => amplitude * Math.sin((2 * Math.PI * HZ * at) / rate),
  )

/** The samples of a prompt, after its 46 bytes were found to be exactly the documented ones. */
function samplesOf(path: string, count: number): Float32Array {
  const bytes = readFileSync(path)
  const header = Buffer.from(alawWavHeader(count))
  expect(bytes.subarray(0, 46).toString('hex')).toBe(header.toString('hex'))
  expect(bytes.length).toBe(46 + count + (count % 2))
  return Float32Array.from(bytes.subarray(46, 46 + count), (code) => decodeALaw(code) / 32_768)
}

/** How much of a sound is the tone, and how loud the tone is. */
function toneIn(samples: Float32Array): { amplitude: number; purity: number } {
  let [re, im, power] = [0, 0, 0]
  for (const [at, one] of samples.entries()) {
    re += one * Math.cos((2 * Math.PI * HZ * at) / 8000)
    im += one * Math.sin((2 * Math.PI * HZ * at) / 8000)
    power += one * one
  }
  const amplitude = (2 * Math.hypot(re, im)) / samples.length
  return { amplitude, purity: (amplitude * amplitude) / 2 / (power / samples.length) }
}

async function convertBytes(bytes: Uint8Array, name = 'source') {
  const source = join(folder, name)
  writeFileSync(source, bytes)
  const target = join(folder, 'out.wav')
  return { target, ...(await convertToPrompt(source, target, { trim: false })) }
}

describe('a WAV of any kind', () => {
  it.each(WAV_KINDS.map((kind) => [kind.name, kind] as const))('%s becomes a prompt', async (_name, kind) => {
    const channels = [tone(44_100, 1), tone(44_100, 1)]
    for (const options of [
      {},
      { extensible: true },
      { rf64: true },
      { extra: [['LIST', Buffer.alloc(31)]] as [string, Buffer][] },
    ]) {
      const { target, seconds } = await convertBytes(wavFile(kind, { rate: 44_100, channels }, options))
      expect(seconds).toBe(1)
      const { amplitude, purity } = toneIn(samplesOf(target, 8000))
      expect(amplitude).toBeCloseTo(0.5, 1)
      expect(purity).toBeGreaterThan(0.99)
    }
  })

  it.each([4000, 8000, 11_025, 16_000, 48_000, 96_000, 384_000])(
    'of %i Hz keeps its length and its tone',
    async (rate) => {
      const kind = WAV_KINDS[1]
      if (kind === undefined) throw new Error('no kind')
      const { target, sourceRate } = await convertBytes(
        wavFile(kind, { rate, channels: [tone(rate, 0.777)] }),
      )
      expect(sourceRate).toBe(rate)
      expect(toneIn(samplesOf(target, Math.round(0.777 * 8000))).purity).toBeGreaterThan(0.98)
    },
  )

  it('mixes channels down without clipping', async () => {
    const kind = WAV_KINDS[4]
    if (kind === undefined) throw new Error('no kind')
    const loud = tone(8000, 0.5, 1)
    const { target } = await convertBytes(wavFile(kind, { rate: 8000, channels: [loud, loud, loud] }))
    expect(toneIn(samplesOf(target, 4000)).purity).toBeGreaterThan(0.99)
    const against = loud.map((one) => -one)
    await expect(
      convertBytes(wavFile(kind, { rate: 8000, channels: [loud, against] })),
    ).resolves.toMatchObject({
      levelAfterDbm0: undefined,
    })
  })
})

describe('a file that is not what it should be', () => {
  const problemOf = async (bytes: Uint8Array, name?: string): Promise<string> =>
    convertBytes(bytes, name).then(
      () => 'converted',
      (problem: unknown) => (problem instanceof SoundProblem ? problem.code : String(problem)),
    )
  const kind = WAV_KINDS[1]
  if (kind === undefined) throw new Error('no kind')
  const good = wavFile(kind, { rate: 8000, channels: [tone(8000, 0.2)] })

  it.each([
    ['no bytes', Buffer.alloc(0), 'empty'],
    ['zeros', Buffer.alloc(5000), 'unknownFormat'],
    ['a ZIP called .mp3', Buffer.from('504b0304140000000800', 'hex'), 'unknownFormat'],
    ['half a header', good.subarray(0, 20), 'damaged'],
    ['no samples', good.subarray(0, 44), 'empty'],
    ['half an M4A', Buffer.from('00000020667479704d344120', 'hex'), 'damaged'],
    ['an AMR without frames', Buffer.from('#!AMR\n'), 'damaged'],
    ['an AIFF without chunks', Buffer.from('464f524d0000000441494646', 'hex'), 'damaged'],
    ['a WebM without tracks', Buffer.from('1a45dfa380', 'hex'), 'damaged'],
    ['a codec that is not known', Buffer.from(good).fill(0x55, 20, 22), 'unsupportedCoding'],
    ['an MP3 without frames', Buffer.concat([Buffer.from('ID3'), Buffer.alloc(4000)]), 'damaged'],
    ['a FLAC without frames', Buffer.concat([Buffer.from('fLaC'), Buffer.alloc(4000)]), 'damaged'],
  ])('%s is told as such, and nothing is left behind', async (_what, bytes, code) => {
    expect(await problemOf(bytes, 'some.mp3')).toBe(code)
    expect(readdirSync(folder)).toEqual(['some.mp3'])
  })

  it('of a rate or a length beyond the bounds is refused', async () => {
    expect(await problemOf(wavFile(kind, { rate: 3999, channels: [tone(3999, 0.1)] }))).toBe('rateOutOfRange')
    expect(await problemOf(wavFile(kind, { rate: 8000, channels: [new Float32Array(2_000_000)] }))).toBe(
      'tooBig',
    )
  })

  it('cut anywhere or with any bytes changed is converted or refused, and never does anything else', async () => {
    const change = fc.record({
      cut: fc.option(fc.integer({ min: 0, max: good.length })),
      flips: fc.array(fc.tuple(fc.nat({ max: 120 }), fc.nat({ max: 255 })), { maxLength: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(change, async ({ cut, flips }) => {
        const bytes = Buffer.from(good.subarray(0, cut ?? good.length))
        for (const [at, value] of flips) if (at < bytes.length) bytes[at] = value
        expect(await problemOf(bytes)).toMatch(
          /^(?:converted|damaged|empty|unknownFormat|unsupportedCoding|rateOutOfRange|tooBig|tooLong)$/,
        )
      }),
      { numRuns: 300 },
    )
  })
})

describe('a compressed file that is kept here', () => {
  it.each([
    ['tone.amr', 1],
    ['tone.webm', 0.5],
    ['tone.m4a', 0.5],
  ])('%s becomes a prompt of its length, and nothing but its tone', async (name, seconds) => {
    const made = await convertBytes(readFileSync(join(import.meta.dirname, 'testing', name)))
    expect(Math.abs(made.seconds - seconds)).toBeLessThan(0.02)
    const samples = samplesOf(made.target, Math.round(made.seconds * 8000))
    expect(toneIn(samples.subarray(800, -400)).purity).toBeGreaterThan(0.95)
  })
})

const present = (tool: string) => spawnSync(tool, ['--version']).error === undefined

/** How many samples at 8000 Hz ffmpeg finds in a file. */
const samplesThere = (source: string): number =>
  execFileSync('ffmpeg', ['-loglevel', 'error', '-i', source, '-ac', '1', '-ar', '8000', '-f', 's8', '-'])
    .length

describe.runIf(present('ffmpeg'))('a compressed file, made and checked by another program', () => {
  it.each([
    ['mp3', ['-c:a', 'libmp3lame', '-b:a', '128k']],
    ['flac', ['-c:a', 'flac']],
    ['ogg', ['-c:a', 'libvorbis']],
    ['opus', ['-c:a', 'libopus']],
    ['webm', ['-c:a', 'libopus']],
    ['m4a', ['-c:a', 'aac', '-b:a', '128k']],
    ['m4a', ['-c:a', 'aac', '-b:a', '128k', '-movflags', '+faststart']],
    ['aac', ['-c:a', 'aac', '-b:a', '128k']],
    ['aiff', ['-c:a', 'pcm_s16be']],
    ['aiff', ['-c:a', 'pcm_s24be']],
    ['aiff', ['-c:a', 'pcm_s32be']],
    ['aiff', ['-c:a', 'pcm_s8']],
    ['aiff', ['-c:a', 'pcm_alaw']],
    ['aiff', ['-c:a', 'pcm_mulaw']],
    ['aiff', ['-c:a', 'pcm_s16le']],
  ])('%s %s', async (ending, coding) => {
    const wav = join(folder, 'tone.wav')
    const kind = WAV_KINDS[1]
    if (kind === undefined) throw new Error('no kind')
    writeFileSync(wav, wavFile(kind, { rate: 44_100, channels: [tone(44_100, 2), tone(44_100, 2)] }))
    const source = join(folder, `tone.${ending}`)
    execFileSync('ffmpeg', ['-loglevel', 'error', '-i', wav, ...coding, source])
    const target = join(folder, 'out.wav')
    const { seconds } = await convertToPrompt(source, target, { trim: false })
    const same = samplesThere(source)
    expect(Math.abs(seconds * 8000 - same), `${seconds} s beside ${same / 8000} s`).toBeLessThanOrEqual(1)

    const raw = execFileSync('ffmpeg', ['-loglevel', 'error', '-i', target, '-f', 'f32le', '-'])
    const decoded = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length))
    expect(decoded.length).toBe(Math.round(seconds * 8000))
    const { amplitude, purity } = toneIn(decoded.subarray(1000, 15_000))
    expect(amplitude).toBeCloseTo(0.5, 1)
    expect(purity).toBeGreaterThan(0.98)
  })

  it('AMR-WB, of which any bits are a sound: no encoder is at hand', async () => {
    let seed = 1
    const next = () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
      return seed >>> 24
    }
    // Frames of 23.85 kbit/s: 477 bits after a head that says so (RFC 4867 §5.3).
    const frames = Array.from({ length: 100 }, () => Buffer.from([0x44, ...Array.from({ length: 60 }, next)]))
    const source = join(folder, 'noise.awb')
    writeFileSync(source, Buffer.concat([Buffer.from('#!AMR-WB\n'), ...frames]))
    const target = join(folder, 'out.wav')
    const { seconds } = await convertToPrompt(source, target, { trim: false })
    expect(seconds).toBe(2)
    const wide = execFileSync('ffmpeg', [
      '-loglevel',
      'error',
      '-i',
      source,
      '-ar',
      '8000',
      '-f',
      'f32le',
      '-',
    ])
    const theirs = new Float32Array(wide.buffer.slice(wide.byteOffset, wide.byteOffset + wide.length))
    const ours = samplesOf(target, 16_000)
    const product = (one: Float32Array, other: Float32Array) =>
      one.reduce((sum, sample, at) => sum + sample * (other[at] ?? 0), 0)
    const alike = product(ours, theirs) / Math.sqrt(product(ours, ours) * product(theirs, theirs))
    expect(alike).toBeGreaterThan(0.8)
  })
})
