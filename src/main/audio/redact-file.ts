import { readFile } from 'node:fs/promises'
import {
  type Fill,
  type RedactedSpan,
  redactCodes,
  redactionProblem,
  samplesOf,
} from '../../domain/redaction/index.ts'
import { readAlawWav } from '../../domain/wav/index.ts'
import { type Written, writeWhole } from '../files/index.ts'

/**
 * Replaces stretches of an A-law WAV in its place. What was written is read back and compared code by code with
 * what was there before it gets the name; every byte that is not sound stays as it is.
 *
 * @throws Error when it is no A-law WAV, no stretch lies in it, or what was written is not what it should be
 */
export async function redactFile(path: string, spans: readonly RedactedSpan[], fill: Fill): Promise<Written> {
  const before = await readFile(path)
  const wav = readAlawWav(before)
  if (!wav.ok) throw new Error(wav.problem)
  const end = wav.dataOffset + wav.dataBytes
  const codes = before.subarray(wav.dataOffset, end)
  const inSamples = samplesOf(spans, codes.length)
  if (inSamples.length === 0) throw new Error('nothing to redact')
  const after = Buffer.concat([
    before.subarray(0, wav.dataOffset),
    redactCodes(codes, inSamples, fill),
    before.subarray(end),
  ])
  return writeWhole(path, after, {
    async verify(temporary) {
      const written = await readFile(temporary)
      const again = readAlawWav(written)
      if (!again.ok || again.dataOffset !== wav.dataOffset)
        throw new Error('the redacted file is no recording')
      const problem = redactionProblem(
        codes,
        written.subarray(again.dataOffset, again.dataOffset + again.dataBytes),
        inSamples,
        fill,
      )
      const same =
        written.subarray(0, wav.dataOffset).equals(before.subarray(0, wav.dataOffset)) &&
        written.subarray(end).equals(before.subarray(end))
      if (problem !== undefined || !same)
        throw new Error(`the redaction does not hold: ${problem ?? 'frame'}`)
    },
  })
}
