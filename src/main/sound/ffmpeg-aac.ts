import type { EventEmitter } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The one thing that is asked of audio-file-decoder, which is FFmpeg (LGPL) as WebAssembly. */
type DecodeWhole = (file: ArrayBuffer) => Promise<{ readonly mono: Float32Array; readonly rate: number }>

let loading: Promise<DecodeWhole> | undefined

/**
 * Decodes whole ADTS streams. Loaded when the first is met: most people never bring one.
 *
 * The package is written for bundlers. In Node it looks for `require` and `__dirname` of a CommonJS module and
 * fetches its binary by a URL, so both are given to it here, and the binary as data.
 */
export function loadAacDecoder(): Promise<DecodeWhole> {
  loading ??= load()
  return loading
}

async function load(): Promise<DecodeWhole> {
  const find = createRequire(import.meta.url)
  const folder = dirname(dirname(find.resolve('audio-file-decoder')))
  Object.assign(globalThis, { require: find, __dirname: folder })
  const { getAudioDecoder } = await import('audio-file-decoder')
  const binary = await readFile(join(folder, 'decode-audio.wasm'))
  const url = `data:application/wasm;base64,${binary.toString('base64')}`
  return async (file) => {
    const left = keepOut()
    const decoder = await getAudioDecoder(url, file)
    left()
    try {
      // The mean of all channels, which is what is wanted of them.
      const mono = decoder.decodeAudioData(0, -1, { multiChannel: false })
      return { mono, rate: decoder.sampleRate }
    } finally {
      decoder.dispose()
    }
  }
}

const HEARD = ['uncaughtException', 'unhandledRejection'] as const

const isListener = (value: unknown): value is (...args: unknown[]) => void => typeof value === 'function'

/** Each decoder leaves listeners on the process, which would hold its memory for ever. @returns what takes them off */
function keepOut(): () => void {
  const emitter: EventEmitter = process
  const before = new Set(HEARD.flatMap((event) => emitter.rawListeners(event)))
  return () => {
    for (const event of HEARD) {
      for (const listener of emitter.rawListeners(event)) {
        if (isListener(listener) && !before.has(listener)) emitter.removeListener(event, listener)
      }
    }
  }
}
