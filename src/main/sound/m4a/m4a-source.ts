import { MOST_FRAME_BYTES } from '../../../domain/aac/index.ts'
import type { OnRead, SoundBlock } from '../block.ts'
import { SoundProblem } from '../problem.ts'
import { boxesOf, type PlacedBox } from './boxes.ts'
import { FileBytes } from './file-bytes.ts'
import { placesInFragment } from './fragments.ts'
import { type Frames, soundOf } from './frames.ts'
import { type Place, placesOf } from './sample-table.ts'
import { readTrack, type Track } from './track.ts'

/** The tables of hours of sound and film are below this. */
const MOST_HEAD_BYTES = 64 << 20
const READ_BYTES = 256 * 1024
const BATCH_FRAMES = 1024
const NOTHING: Uint8Array = new Uint8Array(0)

/**
 * The first track of AAC in an MP4, M4A or QuickTime file as one channel, block by block. The tables may stand
 * before or after the samples or in fragments among them.
 *
 * @throws SoundProblem
 */
export async function* readM4a(path: string, onRead: OnRead): AsyncGenerator<SoundBlock> {
  const file = await FileBytes.open(path)
  try {
    const track = readTrack(await readHead(file))
    yield* soundOf(framesOf(file, track), track.rate, track, onRead)
  } finally {
    await file.close()
  }
}

async function readHead(file: FileBytes): Promise<Buffer> {
  for await (const box of boxesOf(file)) if (box.type === 'moov') return bodyOf(file, box)
  throw new SoundProblem('damaged', 'its table of contents is missing')
}

async function bodyOf(file: FileBytes, { bodyAt, end }: PlacedBox): Promise<Buffer> {
  if (end - bodyAt > MOST_HEAD_BYTES) throw new SoundProblem('tooLong', 'tables beyond all bounds')
  return await file.at(bodyAt, end - bodyAt)
}

async function* framesOf(file: FileBytes, track: Track): AsyncGenerator<Frames> {
  const budget = { left: file.size }
  yield* readPlaces(file, placesOf(track.tables), budget)
  for await (const box of boxesOf(file)) {
    if (box.type !== 'moof') continue
    const places = placesInFragment(await bodyOf(file, box), box.at, track.id, track.usualBytes)
    yield* readPlaces(file, places, budget)
  }
}

/**
 * Reads neighbouring samples at once. Tables that name more bytes than the file has point twice to the same
 * ones, which is how a small file would keep a reader busy for ever.
 */
async function* readPlaces(
  file: FileBytes,
  places: Generator<Place>,
  budget: { left: number },
): AsyncGenerator<Frames> {
  let batch: Place[] = []
  let from = 0
  let to = 0
  for (const place of places) {
    const isWhole = place.bytes > 0 && place.bytes <= MOST_FRAME_BYTES
    budget.left -= Math.max(1, place.bytes)
    // What is cut off ends the sound: all that follows is cut off as well.
    if (place.at + place.bytes > file.size || budget.left < 0) {
      if (from === 0) throw new SoundProblem('damaged', 'its sound is not in it')
      break
    }
    const one = isWhole ? place : { at: from, bytes: 0 }
    const isFar = place.at < from || place.at + one.bytes - from > READ_BYTES
    if (batch.length === BATCH_FRAMES || (batch.length > 0 && isFar)) {
      yield await readBatch(file, batch, from, to)
      batch = []
    }
    if (batch.length === 0) [from, to] = [place.at, place.at]
    to = Math.max(to, one.at + one.bytes)
    batch.push(one)
  }
  if (batch.length > 0) yield await readBatch(file, batch, from, to)
}

async function readBatch(
  file: FileBytes,
  batch: readonly Place[],
  from: number,
  to: number,
): Promise<Frames> {
  const bytes = await file.at(from, to - from)
  return batch.map(({ at, bytes: count }) =>
    count === 0 ? NOTHING : bytes.subarray(at - from, at - from + count),
  )
}
