import { bandsFor } from './bands.ts'
import { BitReader } from './bits.ts'
import { type Channel, createChannel, FRAME_LINES, type Layout } from './channel.ts'
import { takeCode } from './huffman.ts'
import type { AacKernel } from './kernel.ts'
import { createMix } from './mix.ts'
import { AacProblem } from './problem.ts'
import { takeProgramConfig } from './program-config.ts'
import { SCALE_FACTORS, takeGains, takeLayout, takePulses, takeSections } from './side-info.ts'
import { addPulses } from './spectrum.ts'
import { addNoise, joinStereo } from './stereo.ts'
import { applyTns, takeTns } from './tns.ts'

export const FRAME_SAMPLES = FRAME_LINES
/** Samples come in the scale of 16 bits. */
const FULL_SCALE = 32_768

const FAAC_BYTES = 11
const FAAC_NAME_BIT = 17

const ELEMENT = { single: 0, pair: 1, coupling: 2, low: 3, data: 4, program: 5, fill: 6, end: 7 } as const

export type AacDecoder = {
  /**
   * One `raw_data_block` to `FRAME_SAMPLES` samples of one channel, the mean of all.
   *
   * @throws AacProblem; the frame is then what the one before it left over
   */
  decode(frame: Uint8Array, out: Float32Array, at: number): void
  /** Samples at the start that are the encoder's delay, where a frame has told its name; 0 otherwise. */
  readonly delay: () => number
}

/**
 * AAC of low complexity (ISO/IEC 14496-3, subpart 4). What HE-AAC adds to it is passed over: parametric stereo
 * becomes one channel in the end anyway, and spectral band replication begins above the telephone's band.
 */
export function createAacDecoder(rate: number, kernel: AacKernel): AacDecoder {
  const bits = new BitReader(kernel.frame)
  const bands = bandsFor(rate)
  const left = createChannel('left', kernel.left)
  const right = createChannel('right', kernel.right)
  const isMiddle = new Uint8Array(left.books.length)
  const mix = createMix()
  let scale = 1 / FULL_SCALE
  let delay = 0
  let seed = 1
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0
    return seed
  }

  function takeChannel(channel: Channel, shared: Layout | undefined): void {
    const globalGain = bits.take(8)
    channel.layout = shared ?? takeLayout(bits, bands)
    takeSections(bits, channel)
    takeGains(bits, channel, globalGain)
    channel.pulses = bits.flag() ? takePulses(bits, channel.layout) : []
    channel.filters = bits.flag() ? takeTns(bits, channel.layout, bands) : []
    if (bits.flag()) throw new AacProblem('unsupported', 'AAC SSR')
    kernel.takeSpectrum(bits, channel)
    bits.check()
    addPulses(channel)
  }

  function takeSingle(): void {
    bits.take(4)
    takeChannel(left, undefined)
    addNoise(left, random)
    applyTns(left)
    mix.add(left)
  }

  function takePair(): void {
    bits.take(4)
    const shared = bits.flag() ? takeLayout(bits, bands) : undefined
    if (shared !== undefined) takeMiddle(shared)
    takeChannel(left, shared)
    takeChannel(right, shared)
    addNoise(left, random)
    addNoise(right, random)
    if (shared !== undefined) joinStereo(left, right, isMiddle)
    applyTns(left)
    applyTns(right)
    mix.add(left)
    mix.add(right)
  }

  function takeMiddle({ groups, mostBand }: Layout): void {
    const kind = bits.take(2)
    if (kind === 3) throw new AacProblem('damaged', 'a kind of stereo that is reserved')
    const count = groups.length * mostBand
    for (let at = 0; at < count; at += 1) isMiddle[at] = kind === 1 ? bits.take(1) : kind === 2 ? 1 : 0
  }

  /** Read to find its end: what it would add to other channels is rarely used and never needed. */
  function takeCoupling(): void {
    bits.take(4)
    const isIndependent = bits.flag()
    let gainLists = 0
    for (let count = bits.take(3); count >= 0; count -= 1) {
      gainLists += 1
      const isPair = bits.flag()
      bits.take(4)
      if (isPair && bits.take(2) === 3) gainLists += 1
    }
    bits.take(4)
    takeChannel(right, undefined)
    const count = right.layout.groups.length * right.layout.mostBand
    for (let list = 1; list < gainLists; list += 1) {
      const hasCommonGain = isIndependent || bits.flag()
      if (hasCommonGain) takeCode(bits, SCALE_FACTORS)
      else for (let at = 0; at < count; at += 1) if (right.books[at] !== 0) takeCode(bits, SCALE_FACTORS)
      bits.check()
    }
  }

  function takeData(): void {
    bits.take(4)
    const isAligned = bits.flag()
    const count = bits.take(8)
    const more = count === 255 ? bits.take(8) : 0
    if (isAligned) bits.toByte()
    bits.skip(8 * (count + more))
  }

  function takeFill(): void {
    const short = bits.take(4)
    const count = short === 15 ? 14 + bits.take(8) : short
    if (count >= FAAC_BYTES && isFaac()) delay = FRAME_SAMPLES
    bits.skip(8 * count)
  }

  /** An encoder that tells no delay but leaves its name in what fills up a frame. */
  function isFaac(): boolean {
    const from = bits.at
    bits.at += FAAC_NAME_BIT
    const isIts = [...'libfaac '].every((letter) => bits.take(8) === letter.charCodeAt(0))
    bits.at = from
    return isIts
  }

  function takeElements(): void {
    for (;;) {
      bits.check()
      // A frame may lack its end when nothing but padding follows.
      if (bits.left < 3) return
      const element = bits.take(3)
      if (element === ELEMENT.end) return
      if (element === ELEMENT.single || element === ELEMENT.low) takeSingle()
      else if (element === ELEMENT.pair) takePair()
      else if (element === ELEMENT.coupling) takeCoupling()
      else if (element === ELEMENT.data) takeData()
      else if (element === ELEMENT.fill) takeFill()
      else {
        bits.take(4)
        takeProgramConfig(bits)
      }
    }
  }

  return {
    delay: () => delay,
    decode(frame, out, at) {
      mix.begin()
      try {
        bits.load(frame)
        takeElements()
        if (mix.channels() === 0) throw new AacProblem('damaged', 'a frame without channels')
        for (const { lines, shape } of mix.spectra()) kernel.add(lines, shape)
        scale = 1 / (FULL_SCALE * mix.channels())
      } finally {
        kernel.finish(out, at, scale)
      }
    },
  }
}
