import { Worker } from 'node:worker_threads'
import { workerEntry } from '../files/worker-entry.ts'

export type PeaksTask = { readonly id: number; readonly wavPath: string; readonly peaksPath: string }
export type PeaksAnswer =
  | { readonly id: number; readonly ok: true }
  | { readonly id: number; readonly ok: false; readonly problem: string }

export type Peaks = {
  /** Writes the peaks of an A-law WAV. @throws Error when it cannot be read or is no A-law WAV */
  compute(wavPath: string, peaksPath: string): Promise<void>
  close(): Promise<void>
}

/** Waveforms are computed in a thread of their own, started with the first one. */
export function createPeaks(): Peaks {
  const pending = new Map<number, { resolve: () => void; reject: (problem: Error) => void }>()
  let worker: Worker | undefined
  let lastId = 0

  function start(): Worker {
    const started = new Worker(workerEntry('peaks-worker', import.meta.url))
    started.on('message', (answer: PeaksAnswer) => {
      const waiting = pending.get(answer.id)
      pending.delete(answer.id)
      if (answer.ok) waiting?.resolve()
      else waiting?.reject(new Error(answer.problem))
    })
    const abandon = () => {
      worker = undefined
      for (const { reject } of pending.values()) reject(new Error('the waveform thread ended'))
      pending.clear()
    }
    started.on('error', abandon)
    started.on('exit', abandon)
    return started
  }

  return {
    compute(wavPath, peaksPath) {
      worker ??= start()
      lastId += 1
      const task: PeaksTask = { id: lastId, wavPath, peaksPath }
      const done = new Promise<void>((resolve, reject) => {
        pending.set(task.id, { resolve, reject })
      })
      worker.postMessage(task)
      return done
    },
    async close() {
      await worker?.terminate()
    },
  }
}
