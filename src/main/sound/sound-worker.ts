import { parentPort } from 'node:worker_threads'
import { convertSegment, convertToParts, convertToPrompt, type GetHelp } from './convert.ts'
import type { Segment } from './cut/segment.ts'
import { writePreview } from './preview.ts'
import { SoundProblem } from './problem.ts'
import type { SoundNews, SoundOrder, SoundOutcome, SoundTask } from './tasks.ts'

/** Steps of progress that are worth a message. */
const STEP = 0.02

const tell = (news: SoundNews) =>
  parentPort?.postMessage(news, 'segment' in news && news.segment ? [news.segment.samples.buffer] : [])

/** Who waits for what another thread makes. */
let waiting: { readonly id: number; readonly take: (segment: Segment | undefined) => void } | undefined

/** Does one task after the other and tells the end of each. */
parentPort?.on('message', async (order: SoundOrder) => {
  if (order.kind === 'begin') tell(await outcome(order))
  else if (order.id === waiting?.id) waiting.take(order.segment)
})

type Begin = Extract<SoundOrder, { kind: 'begin' }>

async function outcome({ id, task, watched, mayGetHelp }: Begin): Promise<SoundNews> {
  let told = 0
  const onProgress = (share: number) => {
    if (share < told + STEP) return
    told = share
    tell({ kind: 'progress', share })
  }
  const getHelp: GetHelp = (cut) => {
    tell({ kind: 'getHelp', id, cut })
    return new Promise((take) => {
      waiting = { id, take }
    })
  }
  try {
    const watch = { ...(watched ? { onProgress } : {}), ...(mayGetHelp ? { getHelp } : {}) }
    return { kind: 'done', ...(await perform(task, watch)) }
  } catch (problem) {
    const code = problem instanceof SoundProblem ? problem.code : undefined
    const detail = problem instanceof SoundProblem ? problem.detail : messageOf(problem)
    return { kind: 'failed', code, detail }
  }
}

type Watch = { readonly onProgress?: (share: number) => void; readonly getHelp?: GetHelp }

async function perform(task: SoundTask, watch: Watch): Promise<SoundOutcome> {
  switch (task.kind) {
    case 'convert': {
      const { source, target, shaping, mostBytes } = task
      const limit = mostBytes === undefined ? {} : { mostBytes }
      return { converted: [await convertToPrompt(source, target, shaping, { ...watch, ...limit })] }
    }
    case 'parts':
      return { converted: await convertToParts(task.source, task.targets, task.shaping, watch) }
    case 'preview':
      await writePreview(task.source, task.target, watch.onProgress)
      return { converted: [] }
    case 'segment':
      return { converted: [], segment: await convertSegment(task.cut) }
  }
}

const messageOf = (problem: unknown) => (problem instanceof Error ? problem.message : 'unknown')
