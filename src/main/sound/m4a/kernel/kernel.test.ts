import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AacKernel,
  AacProblem,
  createAacDecoder,
  createPlainAacKernel,
  FRAME_SAMPLES,
} from '../../../../domain/aac/index.ts'
import { fixtureBytes, framesOfAdts } from '../testing/fixtures.ts'
import { createAacKernel } from './index.ts'

const frames = framesOfAdts(fixtureBytes('clicks-22050.aac'))

function decoded(pieces: readonly Uint8Array[], kernel: AacKernel) {
  const decoder = createAacDecoder(22_050, kernel)
  const out = new Float32Array(pieces.length * FRAME_SAMPLES)
  const problems = pieces.map((piece, at) => {
    try {
      decoder.decode(piece, out, at * FRAME_SAMPLES)
      return ''
    } catch (problem) {
      if (problem instanceof AacProblem) return problem.message
      throw problem
    }
  })
  return { out, problems }
}

describe('the loops in WebAssembly', () => {
  it('give what the plain ones give, also for frames that are damaged', () => {
    const flips = fc.array(fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 200 }), fc.nat({ max: 255 })), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(flips, (changes) => {
        const pieces = frames.map((frame) => Uint8Array.from(frame))
        for (const [frame, at, value] of changes) {
          const piece = pieces[frame % pieces.length]
          if (piece !== undefined) piece[at % piece.length] = value
        }
        const plain = decoded(pieces, createPlainAacKernel())
        const quick = decoded(pieces, createAacKernel())
        expect(quick.problems).toEqual(plain.problems)
        const loudest = plain.out.reduce((most, value) => Math.max(most, Math.abs(value)), 1)
        for (const [at, value] of quick.out.entries()) {
          expect(Math.abs(value - (plain.out[at] ?? 0))).toBeLessThan(1e-5 * loudest)
        }
      }),
      { numRuns: 40 },
    )
  })
})
