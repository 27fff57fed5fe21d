import type { Choices } from '../options.ts'
import { type GatewayRefusal, gatewayRefusal } from './refusals.ts'

type Chunk = { readonly id: string; readonly body: Buffer }

/** Fields of `fmt ` and the only values they may have (audio.md 1): name, offset, bytes, value. */
const FORMAT_FIELDS = [
  ['format tag', 0, 2, 6],
  ['channels', 2, 2, 1],
  ['samples per second', 4, 4, 8000],
  ['bytes per second', 8, 4, 8000],
  ['block align', 12, 2, 1],
  ['bits per sample', 14, 2, 8],
] as const

const bad = (text: string): GatewayRefusal => gatewayRefusal('badFormat', text)

const idAt = (bytes: Buffer, at: number) => bytes.toString('latin1', at, at + 4)

/** The chunks of a RIFF/WAVE file, which must fill it to its last byte. */
function chunksOf(bytes: Buffer): readonly Chunk[] {
  if (bytes.length < 12 || idAt(bytes, 0) !== 'RIFF' || idAt(bytes, 8) !== 'WAVE') {
    throw bad('not a RIFF/WAVE file')
  }
  if (bytes.readUInt32LE(4) + 8 !== bytes.length) throw bad('the RIFF size is not the size of the file')
  const chunks: Chunk[] = []
  let at = 12
  while (at < bytes.length) {
    const from = at + 8
    const size = from <= bytes.length ? bytes.readUInt32LE(at + 4) : Number.POSITIVE_INFINITY
    if (from + size > bytes.length) throw bad('a chunk goes beyond the end of the file')
    chunks.push({ id: idAt(bytes, at), body: bytes.subarray(from, from + size) })
    // A chunk of odd length is followed by a byte that its size does not count.
    at = from + size + (size % 2)
  }
  return chunks
}

function only(chunks: readonly Chunk[], id: string): Buffer {
  const [first, second] = chunks.filter((chunk) => chunk.id === id)
  if (first === undefined) throw bad(`no chunk "${id}"`)
  if (second !== undefined) throw bad(`more than one chunk "${id}"`)
  return first.body
}

function checkFormat(format: Buffer, choices: Choices): void {
  const sizes = choices.promptFmtBytes === 'any' ? [16, 18] : [18]
  if (!sizes.includes(format.length)) throw bad(`"fmt " of ${format.length} bytes, not ${sizes.join(' or ')}`)
  for (const [name, at, size, value] of FORMAT_FIELDS) {
    const given = format.readUIntLE(at, size)
    if (given !== value) throw bad(`${name}: ${given}, not ${value}`)
  }
  if (format.length === 18 && format.readUInt16LE(16) !== 0) throw bad('the extension of "fmt " is not empty')
}

/** `fact`: 4 bytes, the number of samples (audio.md 1). */
function checkFact(facts: readonly Chunk[], samples: number, choices: Choices): void {
  if (facts.length === 0 && choices.promptFact === 'any') return
  const fact = only(facts, 'fact')
  if (fact.length !== 4 || fact.readUInt32LE(0) !== samples) throw bad('"fact" is not the number of samples')
}

/**
 * Holds a file against audio.md 1: A-law, mono, 8000 Hz, 64 kbit/s, and nothing else in it.
 *
 * @returns its samples
 * @throws GatewayRefusal `badFormat` with what is wrong
 */
export function readPrompt(bytes: Buffer, choices: Choices): Uint8Array {
  const chunks = chunksOf(bytes)
  const data = only(chunks, 'data')
  checkFormat(only(chunks, 'fmt '), choices)
  const order = chunks.map(({ id }) => id)
  if (order.indexOf('fmt ') > order.indexOf('data')) throw bad('"fmt " comes after "data"')
  if (data.length === 0) throw bad('no samples')
  const facts = chunks.filter(({ id }) => id === 'fact')
  checkFact(facts, data.length, choices)
  const other = order.find((id) => !['fmt ', 'fact', 'data'].includes(id))
  if (other !== undefined && choices.promptOtherChunks === 'refuse') throw bad(`a chunk "${other}"`)
  return data
}
