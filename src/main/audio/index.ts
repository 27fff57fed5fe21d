import { Worker } from 'node:worker_threads'
import type { Fill, RedactedSpan } from '../../domain/redaction/index.ts'
import type { Written } from '../files/index.ts'
import { workerEntry } from '../files/worker-entry.ts'

export { packFiles } from './pack.ts'
export { openSealed, type SealedFile } from './sealed.ts'

export type Tone = { readonly hz: number; readonly levelDbm0: number }

export type AudioTask =
  | {
      readonly kind: 'peaks' | 'linearPeaks' | 'onThePhone'
      readonly source: string
      readonly target: string
    }
  | { readonly kind: 'hash'; readonly source: string }
  | { readonly kind: 'seal'; readonly source: string; readonly target: string; readonly key: Uint8Array }
  | {
      readonly kind: 'redact'
      readonly source: string
      readonly spans: readonly RedactedSpan[]
      readonly fill: Fill
    }
  | {
      readonly kind: 'tone'
      readonly target: string
      readonly seconds: number
      readonly tone?: Tone | undefined
    }

export type AudioAnswer =
  | { readonly id: number; readonly ok: true; readonly written: Written }
  | { readonly id: number; readonly ok: false; readonly problem: string }

export type Audio = {
  /** Writes the waveform of an A-law WAV. @throws Error when it cannot be read or is no A-law WAV */
  peaks(wavPath: string, peaksPath: string): Promise<void>
  /** Writes the waveform of a WAV of 16 bits and one channel. @throws Error when it is none */
  linearPeaks(wavPath: string, peaksPath: string): Promise<void>
  /** Writes an A-law WAV as a telephone lets it be heard. @throws Error when it is no A-law WAV */
  onThePhone(wavPath: string, target: string): Promise<void>
  /** Writes a tone, or silence without one, as A-law WAV. */
  tone(target: string, seconds: number, tone?: Tone): Promise<Written>
  /** Encrypts a file and checks that it opens again. @throws Error when it does not */
  seal(source: string, target: string, key: Uint8Array): Promise<Written>
  /** Replaces stretches of an A-law WAV in its place, checked. @throws Error when it is none, or nothing lies there */
  redact(wavPath: string, spans: readonly RedactedSpan[], fill: Fill): Promise<Written>
  /** SHA-256 of a file, in hexadecimal. @throws Error when it cannot be read */
  hash(path: string): Promise<string>
  close(): Promise<void>
}

/** Short work on A-law files, in a thread of its own that is started with the first of it. */
export function createAudio(): Audio {
  const pending = new Map<number, { resolve: (written: Written) => void; reject: (problem: Error) => void }>()
  let worker: Worker | undefined
  let lastId = 0

  function start(): Worker {
    const started = new Worker(workerEntry('audio-worker', import.meta.url))
    started.on('message', (answer: AudioAnswer) => {
      const waiting = pending.get(answer.id)
      pending.delete(answer.id)
      if (answer.ok) waiting?.resolve(answer.written)
      else waiting?.reject(new Error(answer.problem))
    })
    const abandon = () => {
      worker = undefined
      for (const { reject } of pending.values()) reject(new Error('the audio thread ended'))
      pending.clear()
    }
    started.on('error', abandon)
    started.on('exit', abandon)
    return started
  }

  function ask(task: AudioTask): Promise<Written> {
    worker ??= start()
    lastId += 1
    const id = lastId
    const done = new Promise<Written>((resolve, reject) => {
      pending.set(id, { resolve, reject })
    })
    worker.postMessage({ id, task })
    return done
  }

  return {
    async peaks(source, target) {
      await ask({ kind: 'peaks', source, target })
    },
    async linearPeaks(source, target) {
      await ask({ kind: 'linearPeaks', source, target })
    },
    async onThePhone(source, target) {
      await ask({ kind: 'onThePhone', source, target })
    },
    tone: (target, seconds, tone) => ask({ kind: 'tone', target, seconds, tone }),
    seal: (source, target, key) => ask({ kind: 'seal', source, target, key }),
    redact: (source, spans, fill) => ask({ kind: 'redact', source, spans, fill }),
    async hash(source) {
      return (await ask({ kind: 'hash', source })).sha256
    },
    async close() {
      await worker?.terminate()
    },
  }
}
