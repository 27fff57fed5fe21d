import { open } from 'node:fs/promises'
import { readAiff } from './aiff-source.ts'
import type { OnRead, SoundBlock } from './block.ts'
import { readCoded } from './coded-source.ts'
import { isAdtsAfterTag, isAdtsFrame, readAdts } from './m4a/adts-source.ts'
import { SoundProblem } from './problem.ts'
import { readWav } from './wav-source.ts'

const SNIFFED = 64

/**
 * Reads any sound file by what it holds, whatever its name says: WAV, AIFF, MP3, AAC alone or in MP4,
 * FLAC, Ogg Vorbis, Opus in Ogg or WebM, AMR.
 *
 * @param onRead told how many bytes were read since the last time
 * @throws SoundProblem, and what the file system throws
 */
export async function* readSound(path: string, onRead: OnRead = () => undefined): AsyncGenerator<SoundBlock> {
  const start = await firstBytes(path)
  if (start.length === 0) throw new SoundProblem('empty', 'the file has no bytes')
  const kind = kindOf(start)
  if (kind === undefined) throw new SoundProblem('unknownFormat', 'not a sound file that is known here')
  yield* READERS[kind === 'mp3' && (await isAdtsAfterTag(path)) ? 'adts' : kind](path, onRead)
}

/** Decoders other than of WAV and AIFF are loaded when they are needed. */
const READERS = {
  wav: readWav,
  aiff: readAiff,
  mp3: (path, onRead) => readCoded(path, 'mp3', onRead),
  flac: (path, onRead) => readCoded(path, 'flac', onRead),
  vorbis: (path, onRead) => readCoded(path, 'vorbis', onRead),
  opus: (path, onRead) => readCoded(path, 'opus', onRead),
  amr: (path, onRead) => readCoded(path, 'amr', onRead),
  m4a: async function* (path, onRead) {
    const { readM4a } = await import('./m4a/m4a-source.ts')
    yield* readM4a(path, onRead)
  },
  adts: readAdts,
  matroska: async function* (path, onRead) {
    const { readWebm } = await import('./webm-source.ts')
    yield* readWebm(path, onRead)
  },
} satisfies Record<string, (path: string, onRead: OnRead) => AsyncGenerator<SoundBlock>>

type Kind = keyof typeof READERS

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFFED), 0, SNIFFED, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function kindOf(start: Buffer): Kind | undefined {
  const text = start.toString('latin1')
  if (/^(?:RIFF|RF64)/.test(text) && text.slice(8, 12) === 'WAVE') return 'wav'
  if (text.startsWith('fLaC')) return 'flac'
  if (text.startsWith('OggS'))
    return text.includes('OpusHead') ? 'opus' : text.includes('vorbis') ? 'vorbis' : undefined
  if (text.startsWith('ID3')) return 'mp3'
  if (/^(?:ftyp|moov|mdat|wide)$/.test(text.slice(4, 8))) return 'm4a'
  if (text.startsWith('#!AMR')) return 'amr'
  if (/^FORM....AIF[FC]/s.test(text)) return 'aiff'
  if (start.length >= 4 && start.readUInt32BE(0) === 0x1a45dfa3) return 'matroska'
  if (isAdtsFrame(start)) return 'adts'
  return isMpegFrame(start) ? 'mp3' : undefined
}

/** Sync word, a layer, a bit rate and a rate that exist (ISO 11172-3 §2.4.2.3). */
function isMpegFrame(start: Buffer): boolean {
  const [first = 0, second = 0, third = 0] = start
  const synced = first === 0xff && (second & 0xe0) === 0xe0
  return (
    synced &&
    (second & 0x06) !== 0 &&
    (second & 0x18) !== 0x08 &&
    (third & 0xf0) !== 0xf0 &&
    (third & 0x0c) !== 0x0c
  )
}
