import { parentPort } from 'node:worker_threads'
import { type Converted, convertToParts, convertToPrompt } from './convert.ts'
import { writePreview } from './preview.ts'
import { SoundProblem } from './problem.ts'
import type { SoundNews, SoundOrder, SoundTask } from './tasks.ts'

/** Steps of progress that are worth a message. */
const STEP = 0.02

const tell = (news: SoundNews) => parentPort?.postMessage(news)

/** Does one task after the other and tells the end of each. */
parentPort?.on('message', async ({ task, watched }: SoundOrder) => {
  tell(await outcome(task, watched))
})

async function outcome(task: SoundTask, watched: boolean): Promise<SoundNews> {
  let told = 0
  const onProgress = (share: number) => {
    if (!watched || share < told + STEP) return
    told = share
    tell({ kind: 'progress', share })
  }
  try {
    return { kind: 'done', converted: await perform(task, onProgress) }
  } catch (problem) {
    const code = problem instanceof SoundProblem ? problem.code : undefined
    const detail = problem instanceof SoundProblem ? problem.detail : messageOf(problem)
    return { kind: 'failed', code, detail }
  }
}

async function perform(task: SoundTask, onProgress: (share: number) => void): Promise<readonly Converted[]> {
  switch (task.kind) {
    case 'convert': {
      const { source, target, shaping, mostBytes } = task
      const limit = mostBytes === undefined ? {} : { mostBytes }
      return [await convertToPrompt(source, target, shaping, { onProgress, ...limit })]
    }
    case 'parts':
      return convertToParts(task.source, task.targets, task.shaping, { onProgress })
    case 'preview':
      await writePreview(task.source, task.target, onProgress)
      return []
  }
}

const messageOf = (problem: unknown) => (problem instanceof Error ? problem.message : 'unknown')
