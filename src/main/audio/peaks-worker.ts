import { readFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { readAlawWavHeader } from '../../domain/wav/index.ts'
import { writeWhole } from '../files/write-whole.ts'
import type { PeaksAnswer, PeaksTask } from './index.ts'
import { peaksOf } from './peaks.ts'

/** Reads a recording, writes its peaks beside it, and tells how long it is. */
parentPort?.on('message', async (task: PeaksTask) => {
  parentPort?.postMessage(await answer(task))
})

async function answer({ id, wavPath, peaksPath }: PeaksTask): Promise<PeaksAnswer> {
  try {
    const bytes = await readFile(wavPath)
    const wav = readAlawWavHeader(bytes, bytes.length)
    if (!wav.ok) return { id, ok: false, problem: wav.problem }
    await writeWhole(peaksPath, peaksOf(bytes.subarray(wav.dataOffset, wav.dataOffset + wav.dataBytes)))
    return { id, ok: true }
  } catch (problem) {
    return { id, ok: false, problem: problem instanceof Error ? problem.message : 'unknown' }
  }
}
