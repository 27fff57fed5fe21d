import { SoundProblem } from '../problem.ts'
import { findSamples } from '../wav-source.ts'
import type { EntryFinder } from './entry.ts'

/** Any frame of a WAV will do. */
export const wavEntry: EntryFinder = async (file) => {
  try {
    const { format, from, bytes } = await findSamples(file)
    const frames = Math.floor(bytes / format.frameBytes)
    const sample = Math.floor(frames / 2)
    return {
      coding: 'wav',
      headBytes: 0,
      byte: from + sample * format.frameBytes,
      sample,
      end: undefined,
      rate: format.rate,
      seconds: frames / format.rate,
    }
  } catch (problem) {
    if (problem instanceof SoundProblem) return undefined
    throw problem
  }
}
