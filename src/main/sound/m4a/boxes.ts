import { SoundProblem } from '../problem.ts'
import type { FileBytes } from './file-bytes.ts'

/** More boxes than this, side by side, are made to keep a reader busy: an hour in fragments of a second has 7200. */
const MOST_BOXES = 20_000
const HEAD_BYTES = 8
const LONG_HEAD_BYTES = 16

/** The boxes of ISO/IEC 14496-12 §4.2: a length, a type, a body. */
export type Box = { readonly type: string; readonly body: Buffer }
export type PlacedBox = {
  readonly type: string
  readonly at: number
  readonly bodyAt: number
  readonly end: number
}

/** @returns the length of the head and of the whole, or undefined where no box can begin */
function sizesOf(head: Buffer, room: number): { head: number; whole: number } | undefined {
  if (head.length < HEAD_BYTES) return undefined
  const short = head.readUInt32BE(0)
  if (short === 0) return { head: HEAD_BYTES, whole: room }
  if (short !== 1) return short < HEAD_BYTES ? undefined : { head: HEAD_BYTES, whole: short }
  if (head.length < LONG_HEAD_BYTES) return undefined
  const whole = Number(head.readBigUInt64BE(HEAD_BYTES))
  return whole < LONG_HEAD_BYTES ? undefined : { head: LONG_HEAD_BYTES, whole }
}

/** The boxes in a body, one after the other; what is cut off at the end is left out. */
export function* boxesIn(body: Buffer): Generator<Box> {
  let at = 0
  for (let count = 0; count < MOST_BOXES; count += 1) {
    const sizes = sizesOf(body.subarray(at, at + LONG_HEAD_BYTES), body.length - at)
    if (sizes === undefined || sizes.whole > body.length - at) return
    const type = body.toString('latin1', at + 4, at + 8)
    yield { type, body: body.subarray(at + sizes.head, at + sizes.whole) }
    at += sizes.whole
  }
  throw new SoundProblem('damaged', 'too many boxes')
}

/** The body of the first box of a type in each other, down to the last type. */
export function bodyAt(body: Buffer, ...path: readonly string[]): Buffer | undefined {
  const [wanted, ...deeper] = path
  if (wanted === undefined) return body
  for (const { type, body: inside } of boxesIn(body)) if (type === wanted) return bodyAt(inside, ...deeper)
  return undefined
}

/** The boxes of a file itself. One that promises more than there is ends with the file. */
export async function* boxesOf(file: FileBytes): AsyncGenerator<PlacedBox> {
  let at = 0
  for (let count = 0; at + HEAD_BYTES <= file.size; count += 1) {
    if (count === MOST_BOXES) throw new SoundProblem('damaged', 'too many boxes')
    const head = await file.at(at, Math.min(LONG_HEAD_BYTES, file.size - at))
    const sizes = sizesOf(head, file.size - at)
    if (sizes === undefined) return
    const end = Math.min(at + sizes.whole, file.size)
    yield { type: head.toString('latin1', 4, 8), at, bodyAt: at + sizes.head, end }
    at = end
  }
}

/** Numbers out of a body, which end with it: what is not there is a damage, not a crash. */
export class Fields {
  readonly #body: Buffer
  at: number

  constructor(body: Buffer, at = 0) {
    this.#body = body
    this.at = at
  }

  get left(): number {
    return this.#body.length - this.at
  }

  u8(): number {
    return this.#body.readUInt8(this.#step(1))
  }

  u16(): number {
    return this.#body.readUInt16BE(this.#step(2))
  }

  u32(): number {
    return this.#body.readUInt32BE(this.#step(4))
  }

  i32(): number {
    return this.#body.readInt32BE(this.#step(4))
  }

  u64(): number {
    return Number(this.#body.readBigUInt64BE(this.#step(8)))
  }

  i64(): number {
    return Number(this.#body.readBigInt64BE(this.#step(8)))
  }

  text(length: number): string {
    const from = this.#step(length)
    return this.#body.toString('latin1', from, from + length)
  }

  bytes(length: number): Buffer {
    const from = this.#step(length)
    return this.#body.subarray(from, from + length)
  }

  skip(length: number): void {
    this.#step(length)
  }

  /** Where the bytes that were asked for begin. */
  #step(length: number): number {
    const from = this.at
    if (from + length > this.#body.length) throw new SoundProblem('damaged', 'a box that is too short')
    this.at = from + length
    return from
  }
}
