import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeALaw } from '../../domain/alaw/index.ts'
import { alawWavHeader } from '../../domain/wav/index.ts'
import { createAudio } from './index.ts'
import { peaksOf, peaksOfLinear, SAMPLES_PER_POINT } from './peaks.ts'

/** The plain way: decode everything, then look at each stretch. */
function plainPeaks(samples: Uint8Array, size: number): number[] {
  // A rounded small negative is -0 here and 0 in an array of integers.
  const linear = [...samples].map((code) => Math.round((decodeALaw(code) / 32_256) * 127) + 0)
  const pairs: number[] = []
  for (let at = 0; at < linear.length; at += size) {
    const stretch = linear.slice(at, at + size)
    pairs.push(Math.min(...stretch), Math.max(...stretch))
  }
  return pairs
}

describe('peaks of linear samples', () => {
  it('are the lowest and highest of each stretch, on the scale of the recordings', () => {
    const samples = Int16Array.from({ length: 100 }, (_, at) => (at === 3 ? -32_768 : at === 90 ? 16_384 : 0))
    const file = peaksOfLinear(samples, 44_100)
    expect(new DataView(file.buffer).getUint32(8, true)).toBe(44_100)
    expect([...new Int8Array(file.buffer, 16 + 8 * SAMPLES_PER_POINT.length, 4)]).toEqual([-127, 0, 0, 64])
  })
})

describe('peaks', () => {
  it('are those of the decoded sound, at every level', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 12_000 }), (samples) => {
        const file = peaksOf(samples)
        const view = new DataView(file.buffer)
        let from = 16 + 8 * SAMPLES_PER_POINT.length
        for (const [level, size] of SAMPLES_PER_POINT.entries()) {
          const count = view.getUint32(16 + level * 8 + 4, true)
          expect(view.getUint32(16 + level * 8, true)).toBe(size)
          expect([...new Int8Array(file.buffer, from, count * 2)]).toEqual(plainPeaks(samples, size))
          from += count * 2
        }
        expect(from).toBe(file.length)
      }),
      { numRuns: 40 },
    )
  })

  it('are those of the decoded sound in a recording of many pieces, with every code in it', () => {
    const samples = Uint8Array.from({ length: 700_003 }, (_, at) => (at * 7 + (at >> 9)) & 0xff)
    const file = peaksOf(samples)
    const points = Math.ceil(samples.length / SAMPLES_PER_POINT[0])
    const finest = new Int8Array(file.buffer, 16 + 8 * SAMPLES_PER_POINT.length, points * 2)
    expect([...finest]).toEqual(plainPeaks(samples, SAMPLES_PER_POINT[0]))
  })

  it('begin with the documented header', () => {
    const hex = Buffer.from(peaksOf(new Uint8Array(160).fill(0xd5))).toString('hex')
    expect(hex.slice(0, 32)).toBe('5644504b' + '01030000' + '401f0000' + 'a0000000')
  })

  it('are written whole by the thread, and a broken recording is told', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'voicedesk-peaks-'))
    const audio = createAudio()
    try {
      const samples = Uint8Array.from({ length: 400_001 }, (_, at) => (at * at) & 0xff)
      writeFileSync(join(folder, 'one.wav'), Buffer.concat([alawWavHeader(samples.length), samples]))
      await audio.peaks(join(folder, 'one.wav'), join(folder, 'one.peaks'))
      expect(readFileSync(join(folder, 'one.peaks')).equals(peaksOf(samples))).toBe(true)

      // A chunk as long as a picture before the sound.
      const header = Buffer.from(alawWavHeader(samples.length))
      const note = Buffer.concat([Buffer.from('note'), Buffer.alloc(4), Buffer.alloc(100_000)])
      note.writeUInt32LE(100_000, 4)
      const parts = [header.subarray(0, 38), note, header.subarray(38), samples, Buffer.alloc(1)]
      writeFileSync(join(folder, 'far.wav'), Buffer.concat(parts))
      await audio.peaks(join(folder, 'far.wav'), join(folder, 'far.peaks'))
      expect(readFileSync(join(folder, 'far.peaks')).equals(peaksOf(samples))).toBe(true)
      writeFileSync(join(folder, 'two.wav'), 'not a wav')
      await expect(audio.peaks(join(folder, 'two.wav'), join(folder, 'two.peaks'))).rejects.toThrow('notWav')
    } finally {
      await audio.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
