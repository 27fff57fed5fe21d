import { describe, expect, it } from 'vitest'
import { createAacDecoder, FRAME_SAMPLES } from './decoder.ts'
import { createPlainAacKernel } from './kernel.ts'
import { AacProblem } from './problem.ts'

/** Bits, told as pairs of a value and its width. */
function bytesOf(fields: readonly (readonly [value: number, bits: number])[]): Uint8Array {
  const text = fields.map(([value, bits]) => value.toString(2).padStart(bits, '0')).join('')
  return Uint8Array.from({ length: Math.ceil(text.length / 8) }, (_, at) =>
    Number.parseInt(text.slice(8 * at, 8 * at + 8).padEnd(8, '0'), 2),
  )
}

const END = [7, 3] as const
/** A long window without any band: an element of one channel, silent. */
const SILENT_CHANNEL = [
  [100, 8],
  [0, 1],
  [0, 2],
  [0, 1],
  [0, 6],
  [0, 1],
  [0, 1],
  [0, 1],
  [0, 1],
] as const
const SILENT = [[0, 3], [0, 4], ...SILENT_CHANNEL] as const

function decodeOne(fields: readonly (readonly [number, number])[]) {
  const decoder = createAacDecoder(44_100, createPlainAacKernel())
  const out = new Float32Array(FRAME_SAMPLES).fill(9)
  try {
    decoder.decode(bytesOf(fields), out, 0)
    return { outcome: 'decoded', out, delay: decoder.delay() }
  } catch (problem) {
    if (!(problem instanceof AacProblem)) throw problem
    return { outcome: problem.message, out, delay: decoder.delay() }
  }
}

describe('a frame', () => {
  it('may have any elements around its channels', () => {
    const text = [...'libfaac 1.28'].map((letter) => [letter.charCodeAt(0), 8] as const)
    const fill = [[6, 3], [15, 4], [2, 8], [0, 17], ...text, [0, 15]] as const
    const data = [
      [4, 3],
      [0, 4],
      [1, 1],
      [2, 8],
    ] as const
    const { outcome, out, delay } = decodeOne([...fill, ...SILENT, END])
    expect([outcome, delay]).toEqual(['decoded', FRAME_SAMPLES])
    expect(out.every((value) => value === 0)).toBe(true)
    // After 7 + 29 + 16 bits the data begins on the next byte.
    expect(decodeOne([...SILENT, ...data, [0, 3], [0xabcd, 16], END])).toMatchObject({ delay: 0 })
    expect(decodeOne([[6, 3], [1, 4], [0, 8], ...SILENT, END]).outcome).toBe('decoded')
  })

  it('may couple channels to others, which is passed over', () => {
    const coupling = [[2, 3], [0, 4], [0, 1], [0, 3], [0, 1], [0, 4], [0, 4], ...SILENT_CHANNEL] as const
    expect(decodeOne([...SILENT, ...coupling, END]).outcome).toBe('decoded')
  })

  it('that is none leaves silence', () => {
    const { outcome, out } = decodeOne([END])
    expect(outcome).toBe('a frame without channels')
    expect(out.every((value) => value === 0)).toBe(true)
    expect(
      decodeOne([
        [0, 3],
        [0, 4],
        [100, 8],
        [0, 4],
        [50, 6],
      ]).outcome,
    ).toBe('more bands than there are')
    expect(
      decodeOne([
        [0, 3],
        [0, 4],
        [100, 8],
      ]).outcome,
    ).toBe('ends too early')
    expect(
      decodeOne([
        [0, 3],
        [0, 4],
        [100, 8],
        [0, 4],
        [1, 6],
        [0, 1],
        [12, 4],
        [31, 5],
      ]).outcome,
    ).toMatch(/reserved/)
  })
})
