import { parentPort } from 'node:worker_threads'
import { convertToPrompt } from './convert.ts'
import type { ConvertAnswer, ConvertTask } from './converters.ts'
import { SoundProblem } from './problem.ts'

/** Converts one file after the other, as it is told. */
parentPort?.on('message', async (task: ConvertTask) => {
  parentPort?.postMessage(await answer(task))
})

async function answer({ source, target, shaping }: ConvertTask): Promise<ConvertAnswer> {
  try {
    return { ok: true, converted: await convertToPrompt(source, target, shaping) }
  } catch (problem) {
    if (problem instanceof SoundProblem) return { ok: false, code: problem.code, detail: problem.detail }
    return { ok: false, code: undefined, detail: problem instanceof Error ? problem.message : 'unknown' }
  }
}
