import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeALaw } from '../../domain/alaw/index.ts'
import { readAlawWav } from '../../domain/wav/index.ts'
import { linearWavHeader, toLinear16 } from '../../domain/wav/linear.ts'
import { toMono } from './block.ts'
import { convertToPrompt } from './convert.ts'
import { readSound } from './source.ts'

/** Six seconds of a president's address of 1961, which belongs to the public; 16 kHz, one channel. */
const SPEECH = join(import.meta.dirname, 'testing/speech.flac')
const RATE = 16_000
const WANTED_DBM0 = -19

let folder: string
let speech: Float32Array
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'voicedesk-speech-'))
  const blocks: number[] = []
  for await (const block of readSound(SPEECH)) blocks.push(...toMono(block))
  speech = Float32Array.from(blocks)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function decoded(path: string): Float32Array {
  const bytes = readFileSync(path)
  const wav = readAlawWav(bytes)
  if (!wav.ok) throw new Error(wav.problem)
  const codes = bytes.subarray(wav.dataOffset, wav.dataOffset + wav.dataBytes)
  return Float32Array.from(codes, (code) => decodeALaw(code) / 32_768)
}

describe('the level of real speech', () => {
  it.each([1, 2, 5, 10, 30, 60, 240])(
    'of %i s is the one that was asked for, and nothing is clipped',
    async (seconds) => {
      // From the first word on, over and over, at a level far from the one wanted.
      const start = Math.round(0.3 * RATE)
      const sound = Float32Array.from(
        { length: seconds * RATE },
        (_, at) => 0.2 * (speech[(start + at) % speech.length] ?? 0),
      )
      const source = join(folder, `${seconds}.wav`)
      writeFileSync(
        source,
        Buffer.concat([linearWavHeader(sound.length, RATE), Buffer.from(toLinear16(sound).buffer)]),
      )
      const target = join(folder, `${seconds}.out.wav`)
      const { levelAfterDbm0 } = await convertToPrompt(source, target, {
        levelDbm0: WANTED_DBM0,
        trim: false,
      })
      expect(Math.abs((levelAfterDbm0 ?? 0) - WANTED_DBM0)).toBeLessThan(1)
      const prompt = decoded(target)
      let row = 0
      let longest = 0
      for (const one of prompt) {
        row = Math.abs(one) >= 32_256 / 32_768 ? row + 1 : 0
        longest = Math.max(longest, row)
      }
      expect(longest).toBeLessThan(3)
    },
  )
})

/**
 * What an ideal filter leaves of a sound at 8000 Hz: everything up to 4 kHz, by a sinc of 4001 taps under
 * Blackman's window in double precision. It shares nothing with the product, and nothing with sox.
 */
function ideal(samples: Float32Array): Float64Array {
  const half = 2000
  const out = new Float64Array(Math.floor(samples.length / 2))
  for (let at = 0; at < out.length; at += 1) {
    let sum = 0
    for (let tap = -half; tap <= half; tap += 1) {
      const sinc = tap === 0 ? 0.5 : Math.sin((Math.PI * tap) / 2) / (Math.PI * tap)
      const window =
        0.42 + 0.5 * Math.cos((Math.PI * tap) / half) + 0.08 * Math.cos((2 * Math.PI * tap) / half)
      sum += (samples[2 * at + tap] ?? 0) * sinc * window
    }
    out[at] = sum
  }
  return out
}

describe.runIf(spawnSync('sox', ['--version']).error === undefined)('speech, beside sox', () => {
  it('comes out no noisier over the whole band', async () => {
    const piece = speech.subarray(RATE, 4 * RATE)
    const source = join(folder, 'piece.wav')
    writeFileSync(
      source,
      Buffer.concat([linearWavHeader(piece.length, RATE), Buffer.from(toLinear16(piece).buffer)]),
    )
    const reference = ideal(piece)
    const ours = join(folder, 'ours.wav')
    await convertToPrompt(source, ours, { trim: false })
    const theirs = join(folder, 'theirs.wav')
    execFileSync('sox', [source, '-r', '8000', '-c', '1', '-e', 'a-law', theirs])
    const snr = (path: string): number => {
      const sound = decoded(path)
      let [signal, noise] = [0, 0]
      for (let at = 2000; at < reference.length - 2000; at += 1) {
        const wanted = reference[at] ?? 0
        signal += wanted * wanted
        noise += (wanted - (sound[at] ?? 0)) ** 2
      }
      return 10 * Math.log10(signal / noise)
    }
    expect(snr(ours)).toBeGreaterThanOrEqual(snr(theirs))
  })
})
