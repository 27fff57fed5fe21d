import { SoundProblem } from '../problem.ts'
import { bodyAt, Fields } from './boxes.ts'

/** Where a coded frame stands in the file. */
export type Place = { readonly at: number; readonly bytes: number }

/**
 * The places of all samples, in order, out of the tables of a track: how many samples each chunk has (`stsc`),
 * where it begins (`stco`, `co64`), how large each sample is (`stsz`). Nothing is unrolled before it is asked for.
 */
export function* placesOf(tables: Buffer): Generator<Place> {
  const sizes = readSizes(tables)
  const chunks = readChunks(tables)
  const runs = bodyAt(tables, 'stsc')
  if (sizes === undefined || chunks === undefined || runs === undefined) {
    throw new SoundProblem('damaged', 'a table of samples is missing')
  }
  const run = new Fields(runs, 4)
  let runsLeft = run.u32()
  let perChunk = 0
  let nextRunAt = 1
  let sample = 0
  for (let chunk = 1; chunk <= chunks.count && sample < sizes.count; chunk += 1) {
    if (runsLeft > 0 && run.left >= 12 && chunk >= nextRunAt) {
      // The first chunk of the run after this one tells how long this one lasts.
      run.skip(4)
      perChunk = run.u32()
      run.skip(4)
      runsLeft -= 1
      nextRunAt = runsLeft > 0 && run.left >= 4 ? new Fields(runs, run.at).u32() : Infinity
    }
    let at = chunks.at(chunk - 1)
    for (let one = 0; one < perChunk && sample < sizes.count; one += 1) {
      const bytes = sizes.at(sample)
      yield { at, bytes }
      at += bytes
      sample += 1
    }
  }
}

type Table = { readonly count: number; at(index: number): number }

function readSizes(tables: Buffer): Table | undefined {
  const stsz = bodyAt(tables, 'stsz')
  if (stsz === undefined) return readCompactSizes(bodyAt(tables, 'stz2'))
  const fields = new Fields(stsz, 4)
  const same = fields.u32()
  const count = fields.u32()
  if (same > 0) return { count, at: () => same }
  return numbers(stsz, 12, count, 4)
}

function readCompactSizes(stz2: Buffer | undefined): Table | undefined {
  if (stz2 === undefined) return undefined
  const fields = new Fields(stz2, 7)
  const bits = fields.u8()
  const count = fields.u32()
  if (bits === 8 || bits === 16) return numbers(stz2, 12, count, bits / 8)
  throw new SoundProblem('damaged', 'sizes of an odd kind')
}

function readChunks(tables: Buffer): Table | undefined {
  const stco = bodyAt(tables, 'stco')
  if (stco !== undefined) return numbers(stco, 8, new Fields(stco, 4).u32(), 4)
  const co64 = bodyAt(tables, 'co64')
  return co64 && numbers(co64, 8, new Fields(co64, 4).u32(), 8)
}

/** As many numbers as are promised and there. */
function numbers(body: Buffer, from: number, promised: number, bytes: number): Table {
  const count = Math.min(promised, Math.floor((body.length - from) / bytes))
  return {
    count,
    at: (index) => {
      const at = from + index * bytes
      return bytes === 8 ? Number(body.readBigUInt64BE(at)) : body.readUIntBE(at, bytes)
    },
  }
}
