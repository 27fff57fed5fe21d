import { readFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { ALAW_AMPLITUDE, encodeALawAll } from '../../domain/alaw/index.ts'
import { makeTone, throughPhoneBand } from '../../domain/sound/index.ts'
import { alawWavHeader, readAlawWav } from '../../domain/wav/index.ts'
import { LINEAR_HEADER_BYTES } from '../../domain/wav/linear.ts'
import { readWavFormat } from '../../domain/wav/pcm.ts'
import { type Written, writeWhole } from '../files/index.ts'
import type { AudioAnswer, AudioTask } from './index.ts'
import { peaksOf, peaksOfLinear } from './peaks.ts'

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
      return writeWhole(task.target, peaksOf(await codesIn(task.source)))
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
    case 'tone':
      return writeALaw(task.target, makeTone(task.seconds, task.tone))
  }
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
