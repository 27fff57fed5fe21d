import { linearWavHeader, toLinear16 } from '../../../domain/wav/linear.ts'
import workletUrl from './capture-worklet.js?url&no-inline'

export type Recording = {
  /** Ends it. @returns the sound as WAV, 16 bits, one channel */
  stop(): Blob
  /** Ends it and drops the sound. */
  drop(): void
}

/** What hinders recording. */
export type MicrophoneProblem = 'refused' | 'none' | 'failed'

/** The longest prompt there is. */
const MOST_S = 249

/**
 * Records from the microphone as it is: no cancelling, no gain that follows the voice, since the level is
 * evened out when the prompt is made.
 *
 * @param onLevel told the peak of each tenth of a second, 0 to 1
 * @param onFull told when the longest prompt is reached; nothing more is kept then
 * @throws DOMException `NotAllowedError` or `NotFoundError`, as the browser says
 */
export async function record(onLevel: (peak: number) => void, onFull: () => void): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  })
  const context = new AudioContext()
  const batches: Float32Array[] = []
  const end = () => {
    for (const track of stream.getTracks()) track.stop()
    context.close()
  }
  try {
    await context.audioWorklet.addModule(workletUrl)
    const capture = new AudioWorkletNode(context, 'capture')
    capture.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
      if ((batches.length * data.length) / context.sampleRate >= MOST_S) {
        onFull()
        return
      }
      batches.push(data)
      onLevel(data.reduce((most, one) => Math.max(most, Math.abs(one)), 0))
    }
    context.createMediaStreamSource(stream).connect(capture)
  } catch (problem) {
    end()
    throw problem
  }
  return {
    stop() {
      end()
      const length = batches.reduce((sum, batch) => sum + batch.length, 0)
      const header = new Uint8Array(linearWavHeader(length, context.sampleRate))
      return new Blob([header, ...batches.map(toLinear16)], { type: 'audio/wav' })
    },
    drop: end,
  }
}

export function problemOf(thrown: unknown): MicrophoneProblem {
  const name = thrown instanceof DOMException ? thrown.name : ''
  if (name === 'NotAllowedError') return 'refused'
  return name === 'NotFoundError' ? 'none' : 'failed'
}
