import { AacProblem } from './problem.ts'

/** How far past its end a reader may look before `check` is asked: more than one element can take. */
export const SLACK_BYTES = 16_384

/**
 * Bits from the highest of each byte on. Reading past the end gives whatever is there and is found by `check`,
 * so that the loops that read thousands of values need not ask each time.
 */
export class BitReader {
  /** The position in bits; the spectrum's loops keep it in a variable of their own meanwhile. */
  at = 0
  readonly view: DataView
  readonly #bytes: Uint8Array
  readonly #room: number
  #end = 0

  /** @param bytes where a piece is put to be read; `SLACK_BYTES` of it stay free */
  constructor(bytes: Uint8Array) {
    this.#room = bytes.length - SLACK_BYTES
    this.#bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  load(piece: Uint8Array): void {
    if (piece.length > this.#room) throw new AacProblem('damaged', 'a piece that is too long')
    this.#bytes.set(piece)
    this.at = 0
    this.#end = piece.length * 8
  }

  /** @param count at most 25 */
  peek(count: number): number {
    return (this.view.getInt32(this.at >>> 3) << (this.at & 7)) >>> (32 - count)
  }

  /** @param count 1 to 25 */
  take(count: number): number {
    const value = this.peek(count)
    this.at += count
    return value
  }

  flag(): boolean {
    return this.take(1) === 1
  }

  /** Passes over bits, however many; further than the end is a damage. */
  skip(count: number): void {
    this.at += count
    this.check()
  }

  toByte(): void {
    this.at = (this.at + 7) & ~7
  }

  get left(): number {
    return this.#end - this.at
  }

  /** @throws AacProblem when more was read than there is */
  check(): void {
    if (this.at > this.#end) throw new AacProblem('damaged', 'ends too early')
  }
}
