import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The one thing that is asked of audio-file-decoder, which is FFmpeg (LGPL) as WebAssembly. */
type DecodeWhole = (
  file: ArrayBuffer,
) => Promise<{ readonly samples: Float32Array; readonly channels: number; readonly rate: number }>

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
    const decoder = await getAudioDecoder(url, file)
    try {
      const samples = decoder.decodeAudioData(0, -1, { multiChannel: true })
      return { samples, channels: decoder.channelCount, rate: decoder.sampleRate }
    } finally {
      decoder.dispose()
    }
  }
}
