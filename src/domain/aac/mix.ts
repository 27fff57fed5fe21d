import { type Channel, FRAME_LINES } from './channel.ts'
import type { Shape } from './filter-bank.ts'
import { AacProblem } from './problem.ts'

const MOST_CHANNELS = 64

type Spectrum = { readonly lines: Float32Array; shape: Shape }

export type Mix = {
  begin(): void
  add(channel: Channel): void
  channels(): number
  /** As few spectra as the windows allow. */
  spectra(): readonly Spectrum[]
}

/**
 * Adds the channels of a frame up before they become samples, which is the same and spares a transform for each;
 * only those whose windows differ stay apart.
 */
export function createMix(): Mix {
  /** The window shape that each channel had in the frame before. */
  const shapesBefore = new Uint8Array(MOST_CHANNELS)
  const kept: Spectrum[] = []
  let channels = 0
  let used = 0

  /** @returns undefined when there is none yet for such a shape */
  function spectrumFor(wanted: Shape): Spectrum | undefined {
    for (const one of kept.slice(0, used)) {
      const { sequence, shape, shapeBefore } = one.shape
      if (sequence === wanted.sequence && shape === wanted.shape && shapeBefore === wanted.shapeBefore)
        return one
    }
    return undefined
  }

  function keep(wanted: Shape, lines: Float32Array): void {
    const free = kept[used] ?? { lines: new Float32Array(FRAME_LINES), shape: wanted }
    kept[used] = free
    used += 1
    free.shape = wanted
    free.lines.set(lines)
  }

  return {
    begin() {
      channels = 0
      used = 0
    },
    add({ layout, lines }) {
      if (channels === MOST_CHANNELS) throw new AacProblem('damaged', 'too many channels')
      const { sequence, shape } = layout
      const wanted = { sequence, shape, shapeBefore: shapesBefore[channels] ?? 0 }
      shapesBefore[channels] = shape
      channels += 1
      const sum = spectrumFor(wanted)?.lines
      if (sum === undefined) keep(wanted, lines)
      else for (let at = 0; at < FRAME_LINES; at += 1) sum[at] = (sum[at] ?? 0) + (lines[at] ?? 0)
    },
    channels: () => channels,
    spectra: () => kept.slice(0, used),
  }
}
