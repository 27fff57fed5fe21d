import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SoundProblem } from '../problem.ts'
import { boxBytes, FIXTURES, fixtureBytes, fixturePath, soundOf } from './testing/fixtures.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'voicedesk-m4a-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function outcomeOf(bytes: Buffer): Promise<number | string> {
  const path = join(folder, 'some.m4a')
  writeFileSync(path, bytes)
  return await soundOf(path).then(
    ({ samples }) => samples.length,
    (problem: unknown) =>
      problem instanceof SoundProblem ? `${problem.code}: ${problem.detail}` : String(problem),
  )
}

/** How much of a sound a tone is. */
function amplitudeOf(samples: Float32Array, hz: number, rate: number): number {
  let [re, im] = [0, 0]
  for (const [at, value] of samples.entries()) {
    re += value * Math.cos((2 * Math.PI * hz * at) / rate)
    im += value * Math.sin((2 * Math.PI * hz * at) / rate)
  }
  return (2 * Math.hypot(re, im)) / samples.length
}

describe('a file of AAC', () => {
  it.each(FIXTURES.map((fixture) => [fixture.name, fixture] as const))(
    '%s sounds as it does elsewhere',
    async (name, { rate, samples: count, levels, hasNoise }) => {
      const sound = await soundOf(fixturePath(name))
      expect([sound.rate, sound.samples.length]).toEqual([rate, count])
      const eighth = count / 8
      for (const [at, level] of levels.entries()) {
        const part = sound.samples.subarray(at * eighth, (at + 1) * eighth)
        const power = part.reduce((sum, value) => sum + value * value, 0) / eighth
        expect(Math.abs(Math.sqrt(power) / level - 1)).toBeLessThan(hasNoise ? 0.02 : 0.0002)
      }
    },
  )

  it('keeps its tones as they were recorded, the mean of both sides', async () => {
    const { samples, rate } = await soundOf(fixturePath('stereo-44100.m4a'))
    const steady = samples.subarray(rate / 10, rate / 10 + 0.35 * rate)
    const [low, high] = [amplitudeOf(steady, 440, rate), amplitudeOf(steady, 1000, rate)]
    expect(low / 0.25).toBeCloseTo(1, 1)
    expect(high / 0.125).toBeCloseTo(1, 1)
    const power = steady.reduce((sum, value) => sum + value * value, 0) / steady.length
    expect((low ** 2 + high ** 2) / 2 / power).toBeGreaterThan(0.995)
  })

  it('may be without the box that names it first, as QuickTime writes it', async () => {
    const bytes = fixtureBytes('stereo-44100.m4a')
    // The places of samples count from the start of the file, so that the box is renamed, not removed.
    bytes.write('wide', 4, 'latin1')
    expect(await outcomeOf(bytes)).toBe(22_528)
  })

  it('may tell the delay of its encoder in the way of iTunes instead of edits', async () => {
    const bytes = fixtureBytes('stereo-44100.m4a')
    bytes.write('free', bytes.indexOf('edts'), 'latin1')
    bytes.write('free', bytes.indexOf('udta'), 'latin1')
    expect(await outcomeOf(bytes)).toBe(22_528 + 1024)
    const tag = boxBytes([
      { type: 'mean', body: Buffer.from('\0\0\0\0com.apple.iTunes') },
      { type: 'name', body: Buffer.from('\0\0\0\0iTunSMPB') },
      { type: 'data', body: Buffer.from('\0\0\0\x01\0\0\0\0 00000000 00000840 000001CA 0000000000005622') },
    ])
    const list = boxBytes([{ type: 'ilst', body: [{ type: '----', body: tag }] }])
    const meta = { type: 'meta', body: Buffer.concat([Buffer.alloc(4), list]) }
    const more = boxBytes([{ type: 'udta', body: [meta] }])
    const moovAt = bytes.indexOf('moov') - 4
    bytes.writeUInt32BE(bytes.readUInt32BE(moovAt) + more.length, moovAt)
    expect(await outcomeOf(Buffer.concat([bytes, more]))).toBe(22_528 + 1024 - 0x840)
  })

  it('may begin with the tag of a player when it has no container', async () => {
    const tag = Buffer.from('49443304000000000114', 'hex')
    const bytes = fixtureBytes('clicks-22050.aac')
    expect(await outcomeOf(Buffer.concat([tag, Buffer.alloc(0x94), bytes]))).toBe(12_288)
  })

  it('without a container may have anything between its frames', async () => {
    const bytes = fixtureBytes('clicks-22050.aac')
    const second = (bytes.readUIntBE(3, 3) >> 5) & 0x1fff
    const noise = Buffer.from('fff0ffff00fff14000', 'hex')
    expect(
      await outcomeOf(Buffer.concat([bytes.subarray(0, second), noise, bytes.subarray(second)])),
    ).toBeGreaterThan(10_000)
  })
})

describe('a file that gives no sound', () => {
  const moov = (trak: Buffer) =>
    boxBytes([
      { type: 'ftyp', body: Buffer.from('M4A \0\0\0\0') },
      { type: 'moov', body: trak },
    ])
  const whole = fixtureBytes('stereo-44100.m4a')
  const changed = (from: string, to: string) =>
    Buffer.from(whole.toString('latin1').replace(from, to), 'latin1')

  it('says which coding it has', async () => {
    expect(await outcomeOf(fixtureBytes('alac.m4a'))).toBe('unsupportedCoding: MP4 with alac')
    expect(await outcomeOf(changed('mp4a', 'ac-3'))).toBe('unsupportedCoding: MP4 with ac-3')
    expect(await outcomeOf(changed('mp4a', 'enca'))).toBe('unsupportedCoding: encrypted')
    expect(await outcomeOf(changed('mp4a', 'drms'))).toBe('unsupportedCoding: encrypted')
  })

  it('says that there is no sound in it', async () => {
    expect(await outcomeOf(changed('soun', 'vide'))).toMatch(/^empty/)
    expect(await outcomeOf(moov(Buffer.alloc(0)))).toMatch(/^empty/)
  })

  it('says that its table of contents is missing', async () => {
    expect(await outcomeOf(changed('moov', 'free'))).toMatch(/^damaged/)
    expect(await outcomeOf(whole.subarray(0, 3000))).toMatch(/^damaged/)
  })

  it('says that its frames are none', async () => {
    const from = whole.indexOf('mdat') + 4
    const zeroed = Buffer.from(whole)
    zeroed.fill(0xff, from, whole.indexOf('moov') - 4)
    expect(await outcomeOf(zeroed)).toMatch(/^(?:damaged|unsupportedCoding)/)
    expect(await outcomeOf(Buffer.from('fff15080017ffc'.repeat(3), 'hex'))).toMatch(/^(?:damaged|unknown)/)
  })
})

describe('a file made to keep a reader busy', () => {
  const whole = fixtureBytes('stereo-44100.m4a')
  const started = () => performance.now()
  const soon = (from: number) => expect(performance.now() - from).toBeLessThan(5000)

  it('with boxes in boxes in boxes is refused', async () => {
    const from = started()
    const deep = Buffer.alloc(8 * 50_000)
    for (let at = 0; at < deep.length; at += 8) {
      deep.writeUInt32BE(deep.length - at, at)
      deep.write('trak', at + 4, 'latin1')
    }
    const bytes = boxBytes([
      { type: 'ftyp', body: Buffer.from('M4A \0\0\0\0') },
      { type: 'moov', body: deep },
    ])
    expect(await outcomeOf(bytes)).toMatch(/^(?:damaged|empty)/)
    soon(from)
  })

  it('with a frame and then none for ever is refused', async () => {
    const from = started()
    const head = Buffer.from('fff15080017ffc', 'hex')
    expect(await outcomeOf(Buffer.concat([head, Buffer.alloc(30_000_000, 0xff)]))).toBe(
      'damaged: no frames of AAC',
    )
    soon(from)
  })

  it('with boxes side by side without end is refused', async () => {
    const from = started()
    const many = Buffer.concat(Array.from({ length: 150_000 }, () => Buffer.from('0000000866726565', 'hex')))
    const bytes = Buffer.concat([boxBytes([{ type: 'ftyp', body: Buffer.from('M4A ') }]), many])
    expect(await outcomeOf(bytes)).toBe('damaged: too many boxes')
    soon(from)
  })

  it.each([
    ['no length', '00000000'],
    ['a length that is too short', '00000004'],
    ['a length of 64 bits that is not there', '00000001'],
    ['a length of 4 GB', 'ffffffff'],
  ])('with a box of %s ends', async (_what, length) => {
    const bytes = Buffer.from(whole)
    Buffer.from(length, 'hex').copy(bytes, bytes.indexOf('mdat') - 4)
    expect(await outcomeOf(bytes)).toMatch(/^damaged/)
    const inside = Buffer.from(whole)
    Buffer.from(length, 'hex').copy(inside, inside.indexOf('stbl') - 4)
    expect(String(await outcomeOf(inside))).toMatch(/^(?:damaged|empty)|^22528$/)
  })

  it.each([
    ['stsz', 4, 'all of one byte', '00000001ffffffff'],
    ['stsz', 8, 'of which there are four thousand million', 'ffffffff'],
    ['stsc', 12, 'four thousand million in a chunk', 'ffffffff'],
    ['stco', 8, 'past the end of the file', 'fffffff0'],
    ['stsc', 4, 'in four thousand million runs', 'ffffffff'],
  ])('with samples (%s at %i) %s ends', async (type, at, _what, value) => {
    const from = started()
    const bytes = Buffer.from(whole)
    Buffer.from(value, 'hex').copy(bytes, bytes.indexOf(type) + 4 + at)
    const outcome = await outcomeOf(bytes)
    expect(String(outcome)).toMatch(/^(?:damaged|empty|unsupportedCoding|\d+$)/)
    soon(from)
  })
})
