import { type FileHandle, open } from 'node:fs/promises'
import { OpusDecoder } from 'opus-decoder'
import type { OnRead, SoundBlock } from './block.ts'
import { SoundProblem } from './problem.ts'

/** Elements of Matroska (RFC 9559) that are looked at, and those that are entered without being kept whole. */
const SEGMENT = 0x18538067
const CLUSTER = 0x1f43b675
const TRACKS = 0x1654ae6b
const TRACK_ENTRY = 0xae
const TRACK_NUMBER = 0xd7
const CODEC_ID = 0x86
const CODEC_PRIVATE = 0x63a2
const SIMPLE_BLOCK = 0xa3
const BLOCK_GROUP = 0xa0
const BLOCK = 0xa1
const DISCARD_PADDING = 0x75a2
const ENTERED: ReadonlySet<number> = new Set([SEGMENT, CLUSTER, BLOCK_GROUP])

const OPUS_RATE = 48_000
const MOST_ELEMENT_BYTES = 4 * 1024 * 1024
const WINDOW_BYTES = 256 * 1024
/** Packets decoded together. */
const TOGETHER = 200

type Track = { readonly number: number; readonly channels: number; readonly preSkip: number }

/**
 * Opus in WebM or Matroska as one channel, block by block: what recorders in browsers write, whose lengths are
 * not known when they are written (RFC 9559 §5, sizes of all ones).
 *
 * @throws SoundProblem
 */
export async function* readWebm(path: string, onRead: OnRead): AsyncGenerator<SoundBlock> {
  const file = await open(path)
  let decoder: OpusDecoder | undefined
  try {
    let track: Track | undefined
    let packets: Uint8Array[] = []
    let skip = 0
    let given = 0
    const decodeAll = (padding: number): SoundBlock | undefined => {
      const ready = decoder
      if (ready === undefined || packets.length === 0) return undefined
      const { channelData, samplesDecoded } = decodedOf(() => ready.decodeFrames(packets))
      packets = []
      const from = Math.min(skip, samplesDecoded)
      skip -= from
      const to = Math.max(from, samplesDecoded - padding)
      given += to - from
      if (from === to) return undefined
      return { kind: 'channels', rate: OPUS_RATE, channels: channelData, from, to }
    }
    let padding = 0
    for await (const { id, body, read } of elements(file)) {
      onRead(read)
      if (id === TRACKS) {
        track = opusTrack(body)
        skip = track.preSkip
        decoder = new OpusDecoder({ channels: track.channels })
        await decoder.ready
      } else if (id === SIMPLE_BLOCK || id === BLOCK) {
        const packet = track === undefined ? undefined : packetIn(body, track)
        if (packet !== undefined) packets.push(packet)
      } else if (id === DISCARD_PADDING) {
        padding = Math.round((Number(signed(body)) * OPUS_RATE) / 1e9)
      }
      if (packets.length < TOGETHER) continue
      const block = decodeAll(0)
      if (block !== undefined) yield block
    }
    const rest = decodeAll(padding)
    if (rest !== undefined) yield rest
    if (given === 0) throw new SoundProblem('damaged', 'nothing in it can be decoded')
  } finally {
    decoder?.free()
    await file.close()
  }
}

type Element = { readonly id: number; readonly body: Buffer; readonly read: number }

/** Every element that is not entered, whole when it is one of ours and without its body otherwise. */
async function* elements(file: FileHandle): AsyncGenerator<Element> {
  const { size } = await file.stat()
  const window = Buffer.alloc(WINDOW_BYTES)
  let windowAt = 0
  let windowBytes = 0
  const bytesAt = async (at: number, length: number): Promise<Buffer> => {
    if (at < windowAt || at + length > windowAt + windowBytes) {
      if (length > WINDOW_BYTES) {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
        return buffer.subarray(0, bytesRead)
      }
      windowAt = at
      windowBytes = (await file.read(window, 0, WINDOW_BYTES, at)).bytesRead
    }
    return window.subarray(at - windowAt, Math.min(at - windowAt + length, windowBytes))
  }
  let at = 0
  while (at + 2 <= size) {
    const head = await bytesAt(at, 12)
    const id = number(head, 0, true)
    const length = id === undefined ? undefined : number(head, id.width, false)
    if (id === undefined || length === undefined) throw new SoundProblem('damaged', 'it has no elements')
    const body = at + id.width + length.width
    if (ENTERED.has(id.value)) {
      yield { id: id.value, body: Buffer.alloc(0), read: body - at }
      at = body
      continue
    }
    if (length.unknown) throw new SoundProblem('damaged', 'an element has no length')
    const wanted = WANTED.has(id.value)
    if (wanted && length.value > MOST_ELEMENT_BYTES)
      throw new SoundProblem('damaged', 'an element is too large')
    const bytes = wanted ? Buffer.from(await bytesAt(body, length.value)) : Buffer.alloc(0)
    yield { id: id.value, body: bytes, read: Math.min(size, body + length.value) - at }
    at = body + length.value
  }
}

const WANTED: ReadonlySet<number> = new Set([TRACKS, SIMPLE_BLOCK, BLOCK, DISCARD_PADDING])

type Num = { readonly value: number; readonly width: number; readonly unknown: boolean }

/** A number of a length that its first bits tell (RFC 8794 §4); an id keeps that marker. */
function number(bytes: Buffer, at: number, isId: boolean): Num | undefined {
  const first = bytes[at] ?? 0
  const width = Math.clz32(first) - 23
  if (first === 0 || (isId && width > 4) || at + width > bytes.length) return undefined
  const marker = 0x80 >> (width - 1)
  let value = isId ? first : first & (marker - 1)
  let ones = (first & (marker - 1)) === marker - 1
  for (let more = 1; more < width; more += 1) {
    const byte = bytes[at + more] ?? 0
    value = value * 256 + byte
    ones &&= byte === 0xff
  }
  return { value, width, unknown: ones }
}

/** The elements inside one that was kept whole. */
function* inside(bytes: Buffer): Generator<{ id: number; body: Buffer }> {
  for (let at = 0; at < bytes.length; ) {
    const id = number(bytes, at, true)
    const length = id === undefined ? undefined : number(bytes, at + id.width, false)
    if (id === undefined || length === undefined) return
    const body = at + id.width + length.width
    yield { id: id.value, body: bytes.subarray(body, body + length.value) }
    at = body + length.value
  }
}

const unsigned = (body: Buffer): number => body.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0)
const signed = (body: Buffer): bigint =>
  body.length === 0 || body.length > 8
    ? 0n
    : BigInt.asIntN(body.length * 8, BigInt(`0x${body.toString('hex')}`))

/** The first track of Opus, by its head (RFC 7845 §5.1). */
function opusTrack(tracks: Buffer): Track {
  let other = 'no sound'
  for (const entry of inside(tracks)) {
    if (entry.id !== TRACK_ENTRY) continue
    const parts = new Map([...inside(entry.body)].map(({ id, body }) => [id, body]))
    const codec = parts.get(CODEC_ID)?.toString('latin1') ?? ''
    const head = parts.get(CODEC_PRIVATE)
    if (codec !== 'A_OPUS') {
      if (codec.startsWith('A_')) other = codec
      continue
    }
    const channels = head?.[9] ?? 0
    if (head === undefined || head.length < 19 || channels < 1 || channels > 2) {
      throw new SoundProblem('unsupportedCoding', 'Opus of a layout of its own')
    }
    return {
      number: unsigned(parts.get(TRACK_NUMBER) ?? Buffer.of(1)),
      channels,
      preSkip: head.readUInt16LE(10),
    }
  }
  throw new SoundProblem('unsupportedCoding', `Matroska, ${other.replace(/[^\x20-\x7e]/g, '?')}`)
}

/** The packet of a block of our track (RFC 9559 §10); several in one block are not written by recorders. */
function packetIn(block: Buffer, track: Track): Buffer | undefined {
  const of = number(block, 0, false)
  if (of === undefined || block.length < of.width + 3 || of.value !== track.number) return undefined
  const flags = block[of.width + 2] ?? 0
  if ((flags & 0x06) !== 0) throw new SoundProblem('unsupportedCoding', 'Matroska with laced blocks')
  return block.subarray(of.width + 3)
}

/** A packet that a flipped bit has made longer than any can be does not fit into the decoder, which throws. */
function decodedOf<T>(decode: () => T): T {
  try {
    return decode()
  } catch (problem) {
    throw new SoundProblem('damaged', problem instanceof Error ? problem.message : 'cannot be decoded')
  }
}
