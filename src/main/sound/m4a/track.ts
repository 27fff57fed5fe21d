import { SoundProblem } from '../problem.ts'
import { bodyAt, boxesIn, Fields } from './boxes.ts'
import { readRate } from './sample-entry.ts'

/** What a `moov` tells about its first track of sound. */
export type Track = {
  readonly id: number
  readonly rate: number
  /** The boxes with the places of the samples. */
  readonly tables: Buffer
  /** Samples of sound to leave out at the start: what the encoder needed to begin. */
  readonly skip: number
  /** Where the sound ends, counted from the same start; the frame in which it ends is played whole. */
  readonly end: number
  /** The size of a sample in a fragment that tells none. */
  readonly usualBytes: number
}

/** @throws SoundProblem when there is no sound, or sound of another coding */
export function readTrack(moov: Buffer): Track {
  for (const { type, body } of boxesIn(moov)) {
    if (type !== 'trak') continue
    const handler = bodyAt(body, 'mdia', 'hdlr')
    if (handler !== undefined && new Fields(handler, 8).text(4) === 'soun') return trackOf(moov, body)
  }
  throw new SoundProblem('empty', 'there is no sound in it')
}

function trackOf(moov: Buffer, trak: Buffer): Track {
  const tables = bodyAt(trak, 'mdia', 'minf', 'stbl')
  const stsd = tables && bodyAt(tables, 'stsd')
  const mdhd = bodyAt(trak, 'mdia', 'mdhd')
  if (tables === undefined || stsd === undefined || mdhd === undefined) {
    throw new SoundProblem('damaged', 'a track that is not described')
  }
  const rate = readRate(stsd)
  const timescale = timescaleOf(mdhd)
  const id = idOf(bodyAt(trak, 'tkhd'))
  const edits = readEdits(bodyAt(trak, 'edts', 'elst'))
  const mvhd = bodyAt(moov, 'mvhd')
  const movieTimescale = mvhd === undefined ? timescale : timescaleOf(mvhd)
  const toSamples = (time: number, scale: number) => (scale === 0 ? 0 : (time * rate) / scale)
  const edited = edits?.map(({ from, duration }) => {
    const start = toSamples(from, timescale)
    return { start, end: duration === 0 ? Infinity : start + toSamples(duration, movieTimescale) }
  })
  return {
    id,
    rate,
    tables,
    skip: Math.round(edited === undefined ? primingOf(moov) : Math.min(...edited.map(({ start }) => start))),
    end: edited === undefined ? Infinity : Math.max(...edited.map(({ end }) => end)),
    usualBytes: usualBytesOf(moov, id),
  }
}

function timescaleOf(header: Buffer): number {
  const fields = new Fields(header)
  const isLong = fields.u32() >>> 24 === 1
  fields.skip(isLong ? 16 : 8)
  return fields.u32()
}

function idOf(tkhd: Buffer | undefined): number {
  if (tkhd === undefined) return 0
  const fields = new Fields(tkhd)
  const isLong = fields.u32() >>> 24 === 1
  fields.skip(isLong ? 16 : 8)
  return fields.u32()
}

type Edit = { readonly from: number; readonly duration: number }
/** No editor makes more; there is one as a rule. */
const MOST_EDITS = 1000

/** The stretches of the track that are played; silence before them is left out, as others do. */
function readEdits(elst: Buffer | undefined): Edit[] | undefined {
  if (elst === undefined) return undefined
  const fields = new Fields(elst)
  const isLong = fields.u32() >>> 24 === 1
  const count = Math.min(fields.u32(), MOST_EDITS)
  const edits: Edit[] = []
  for (let at = 0; at < count; at += 1) {
    const duration = isLong ? fields.u64() : fields.u32()
    const from = isLong ? fields.i64() : fields.i32()
    fields.skip(4)
    if (from >= 0) edits.push({ from, duration })
  }
  return edits.length === 0 ? undefined : edits
}

/** The delay of the encoder as iTunes writes it; larger ones are no delay. */
const MOST_PRIMING = 16_384

function primingOf(moov: Buffer): number {
  // `meta` is a full box: four bytes stand before its boxes.
  const list = bodyAt(bodyAt(moov, 'udta', 'meta')?.subarray(4) ?? Buffer.alloc(0), 'ilst')
  if (list === undefined) return 0
  for (const { type, body } of boxesIn(list)) {
    if (type !== '----' || !body.includes('iTunSMPB')) continue
    const text = bodyAt(body, 'data')?.toString('latin1', 8) ?? ''
    const [, priming = '0'] = /^\s*[0-9a-f]+\s+([0-9a-f]+)/i.exec(text) ?? []
    const samples = Number.parseInt(priming, 16)
    return samples < MOST_PRIMING ? samples : 0
  }
  return 0
}

function usualBytesOf(moov: Buffer, id: number): number {
  const mvex = bodyAt(moov, 'mvex')
  if (mvex === undefined) return 0
  for (const { type, body } of boxesIn(mvex)) {
    if (type !== 'trex') continue
    const fields = new Fields(body, 4)
    if (fields.u32() !== id) continue
    fields.skip(8)
    return fields.u32()
  }
  return 0
}
