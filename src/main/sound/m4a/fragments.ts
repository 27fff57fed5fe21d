import { bodyAt, boxesIn, Fields } from './boxes.ts'
import type { Place } from './sample-table.ts'

/** Flags of `tfhd` and `trun` (ISO/IEC 14496-12 §8.8.7 and §8.8.8). */
const TFHD = { base: 0x1, description: 0x2, duration: 0x8, size: 0x10 }
const TRUN = { offset: 0x1, firstFlags: 0x4, duration: 0x100, size: 0x200, flags: 0x400, composition: 0x800 }

/**
 * The places of the samples of one track in one `moof`.
 *
 * @param moofAt where the box begins, from which places are counted
 */
export function* placesInFragment(
  moof: Buffer,
  moofAt: number,
  trackId: number,
  usualBytes: number,
): Generator<Place> {
  for (const { type, body } of boxesIn(moof)) {
    if (type !== 'traf') continue
    const tfhd = bodyAt(body, 'tfhd')
    if (tfhd === undefined) continue
    const head = new Fields(tfhd)
    const flags = head.u32()
    if (head.u32() !== trackId) continue
    const base = (flags & TFHD.base) !== 0 ? head.u64() : moofAt
    if ((flags & TFHD.description) !== 0) head.skip(4)
    if ((flags & TFHD.duration) !== 0) head.skip(4)
    const bytes = (flags & TFHD.size) !== 0 ? head.u32() : usualBytes
    yield* placesInRuns(body, base, bytes)
  }
}

function* placesInRuns(traf: Buffer, base: number, usualBytes: number): Generator<Place> {
  let at = base
  for (const { type, body } of boxesIn(traf)) {
    if (type !== 'trun') continue
    const fields = new Fields(body)
    const flags = fields.u32()
    const count = fields.u32()
    if ((flags & TRUN.offset) !== 0) at = base + fields.i32()
    if ((flags & TRUN.firstFlags) !== 0) fields.skip(4)
    const has = (flag: number) => (flags & flag) !== 0
    const after = 4 * (Number(has(TRUN.flags)) + Number(has(TRUN.composition)))
    for (let one = 0; one < count; one += 1) {
      if (has(TRUN.duration)) fields.skip(4)
      const bytes = has(TRUN.size) ? fields.u32() : usualBytes
      fields.skip(after)
      yield { at, bytes }
      at += bytes
    }
  }
}
