import { RATES } from './bands.ts'
import { BitReader, SLACK_BYTES } from './bits.ts'
import { AacProblem } from './problem.ts'

const LOW_COMPLEXITY = 2
const MAIN = 1
const SBR = 5
const PARAMETRIC_STEREO = 29
/** The profiles by their numbers, for the words of a refusal (ISO/IEC 14496-3, table 1.17). */
const NAMES: ReadonlyMap<number, string> = new Map([
  [3, 'AAC SSR'],
  [4, 'AAC LTP'],
  [17, 'AAC LC with error resilience'],
  [23, 'AAC-LD'],
  [36, 'MPEG-4 ALS'],
  [39, 'AAC-ELD'],
  [42, 'xHE-AAC'],
])
const MOST_CONFIG_BYTES = 1024

/**
 * The sampling rate of the core out of an `AudioSpecificConfig` (ISO/IEC 14496-3 §1.6.2.1): half of what is heard
 * where spectral band replication doubles it.
 *
 * @throws AacProblem for what is not decoded here
 */
export function readCoreRate(bytes: Uint8Array): number {
  const bits = new BitReader(new Uint8Array(MOST_CONFIG_BYTES + SLACK_BYTES))
  bits.load(bytes)
  let type = takeType(bits)
  const rate = takeRate(bits)
  // The channels: each frame tells its own.
  bits.take(4)
  if (type === SBR || type === PARAMETRIC_STEREO) {
    takeRate(bits)
    type = takeType(bits)
  }
  if (type !== LOW_COMPLEXITY && type !== MAIN) {
    throw new AacProblem('unsupported', NAMES.get(type) ?? `MPEG-4 audio of type ${type}`)
  }
  if (bits.flag()) throw new AacProblem('unsupported', 'AAC with frames of 960 samples')
  // What follows is of no use here, and some files lack it.
  bits.check()
  return rate
}

function takeType(bits: BitReader): number {
  const type = bits.take(5)
  return type === 31 ? 32 + bits.take(6) : type
}

function takeRate(bits: BitReader): number {
  const index = bits.take(4)
  const rate = index === 15 ? bits.take(24) : (RATES[index] ?? 0)
  if (rate === 0) throw new AacProblem('damaged', 'a sampling rate that does not exist')
  return rate
}
