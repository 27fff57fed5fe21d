import { createHash } from 'node:crypto'
import { createReadStream, readSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { ALAW_AMPLITUDE, encodeALawAll } from '../../domain/alaw/index.ts'
import { makeTone, throughPhoneBand } from '../../domain/sound/index.ts'
import { alawWavHeader, readAlawWav, readAlawWavHeader } from '../../domain/wav/index.ts'
import { LINEAR_HEADER_BYTES } from '../../domain/wav/linear.ts'
import { readWavFormat } from '../../domain/wav/pcm.ts'
import { type Written, writeWhole } from '../files/index.ts'
import type { AudioAnswer, AudioTask } from './index.ts'
import { peaksOfCodes, peaksOfLinear } from './peaks.ts'
import { redactFile } from './redact-file.ts'
import { sealFile } from './sealed.ts'

/** The samples of a recording begin within so many bytes, unless something uncommon stands before them. */
const HEAD_BYTES = 65_536

/** Waveforms and small sounds, away from the main loop. */
parentPort?.on('message', async ({ id, task }: { id: number; task: AudioTask }) => {
  parentPort?.postMessage(await answer(id, task))
})

async function answer(id: number, task: AudioTask): Promise<AudioAnswer> {
  try {
    return { id, ok: true, written: await run(task) }
  } catch (problem) {
    return { id, ok: false, problem: problem instanceof Error ? problem.message : 'unknown' }
  }
}

async function run(task: AudioTask): Promise<Written> {
  switch (task.kind) {
    case 'peaks':
      return writeWhole(task.target, await peaksIn(task.source))
    case 'linearPeaks': {
      const { samples, rate } = await linearIn(task.source)
      return writeWhole(task.target, peaksOfLinear(samples, rate))
    }
    case 'onThePhone': {
      const sound = Float32Array.from(
        await codesIn(task.source),
        (code) => (ALAW_AMPLITUDE[code] ?? 0) / 32_768,
      )
      return writeALaw(task.target, throughPhoneBand(sound))
    }
    case 'seal':
      return sealFile(task.source, task.target, Buffer.from(task.key))
    case 'redact':
      return redactFile(task.source, task.spans, task.fill)
    case 'hash':
      return hashOf(task.source)
    case 'tone':
      return writeALaw(task.target, makeTone(task.seconds, task.tone))
  }
}

async function hashOf(path: string): Promise<Written> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path)) {
    if (!(chunk instanceof Uint8Array)) continue
    hash.update(chunk)
    bytes += chunk.length
  }
  return { bytes, sha256: hash.digest('hex') }
}

function writeALaw(target: string, samples: Float32Array): Promise<Written> {
  const codes = encodeALawAll(samples)
  const padding = new Uint8Array(codes.length % 2)
  return writeWhole(target, Buffer.concat([alawWavHeader(codes.length), codes, padding]))
}

async function codesIn(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path)
  const wav = readAlawWav(bytes)
  if (!wav.ok) throw new Error(wav.problem)
  return bytes.subarray(wav.dataOffset, wav.dataOffset + wav.dataBytes)
}

/** Read piece by piece, so that an hour takes no more memory than a minute. */
async function peaksIn(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    const head = readAlawWavHeader(buffer.subarray(0, bytesRead), size)
    const wav = !head.ok && head.problem === 'noData' ? readAlawWav(await readFile(path)) : head
    if (!wav.ok) throw new Error(wav.problem)
    return peaksOfCodes(wav.dataBytes, (target, from) => {
      for (let done = 0; done < target.length; ) {
        const read = readSync(file.fd, target, done, target.length - done, wav.dataOffset + from + done)
        if (read === 0) throw new Error('truncated')
        done += read
      }
    })
  } finally {
    await file.close()
  }
}

/** A WAV of ours: `fmt ` and `data` and nothing else. */
async function linearIn(path: string): Promise<{ samples: Int16Array; rate: number }> {
  const bytes = await readFile(path)
  const read = readWavFormat(bytes.subarray(20, 36))
  if ('unsupported' in read || read.format.coding !== 'pcm' || read.format.frameBytes !== 2) {
    throw new Error('otherCodec')
  }
  // Copied to where 16-bit values may stand.
  const body = Uint8Array.from(bytes.subarray(LINEAR_HEADER_BYTES))
  return { samples: new Int16Array(body.buffer, 0, body.length >> 1), rate: read.format.rate }
}
