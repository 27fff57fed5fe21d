import { AacProblem, readCoreRate } from '../../../domain/aac/index.ts'
import { SoundProblem } from '../problem.ts'
import { bodyAt, boxesIn, Fields } from './boxes.ts'

/** `objectTypeIndication` of ISO/IEC 14496-1: MPEG-4 audio, and the profiles of MPEG-2 AAC. */
const AAC_OBJECTS: ReadonlySet<number> = new Set([0x40, 0x66, 0x67])
const ES_DESCRIPTOR = 3
const DECODER_CONFIG = 4
const DECODER_SPECIFIC = 5
/** Bytes of a sound's sample entry, by the version QuickTime gives it; ISO files have version 0. */
const ENTRY_BYTES = [28, 44, 64]
const ENCRYPTED: ReadonlySet<string> = new Set(['enca', 'drms', 'aavd', 'aavx'])

/**
 * The sampling rate of a track's AAC, out of its `stsd`.
 *
 * @throws SoundProblem for any other coding, by its name
 */
export function readRate(stsd: Buffer): number {
  const entry = boxesIn(stsd.subarray(8)).next().value
  if (entry === undefined) throw new SoundProblem('damaged', 'no description of the samples')
  if (ENCRYPTED.has(entry.type)) throw new SoundProblem('unsupportedCoding', 'encrypted')
  if (entry.type !== 'mp4a') throw new SoundProblem('unsupportedCoding', nameOf(entry.type))
  const version = new Fields(entry.body, 8).u16()
  const inside = entry.body.subarray(ENTRY_BYTES[version] ?? ENTRY_BYTES[0])
  const esds = bodyAt(inside, 'esds') ?? bodyAt(inside, 'wave', 'esds')
  if (esds === undefined) throw new SoundProblem('damaged', 'AAC without its description')
  try {
    return readCoreRate(decoderConfigOf(esds))
  } catch (problem) {
    if (!(problem instanceof AacProblem)) throw problem
    throw new SoundProblem(problem.kind === 'unsupported' ? 'unsupportedCoding' : 'damaged', problem.message)
  }
}

const nameOf = (type: string): string => (/^[ -~]{4}$/.test(type) ? `MP4 with ${type.trim()}` : 'MP4')

/** Goes down the descriptors of an `esds` to what the decoder is given. */
function decoderConfigOf(esds: Buffer): Buffer {
  const fields = new Fields(esds, 4)
  for (;;) {
    const tag = fields.u8()
    const length = lengthOf(fields)
    if (tag === ES_DESCRIPTOR) {
      fields.skip(2)
      const flags = fields.u8()
      if ((flags & 0x80) !== 0) fields.skip(2)
      if ((flags & 0x40) !== 0) fields.skip(fields.u8())
      if ((flags & 0x20) !== 0) fields.skip(2)
    } else if (tag === DECODER_CONFIG) {
      const object = fields.u8()
      if (!AAC_OBJECTS.has(object)) {
        throw new SoundProblem('unsupportedCoding', `MP4 with coding 0x${object.toString(16)}`)
      }
      fields.skip(12)
    } else if (tag === DECODER_SPECIFIC) {
      return fields.bytes(length)
    } else {
      fields.skip(length)
    }
  }
}

/** Seven bits a byte, four bytes at most. */
function lengthOf(fields: Fields): number {
  let length = 0
  for (let count = 0; count < 4; count += 1) {
    const byte = fields.u8()
    length = length * 128 + (byte & 0x7f)
    if (byte < 0x80) break
  }
  return length
}
