import { alawOf, alawWavHeader } from './alaw-wav.ts'
import { hashText } from './random.ts'

const RATE = 8000
/** One turn of a speaker, one syllable, in samples. */
const TURN = 3 * RATE
const SYLLABLE = RATE / 5

/** Chance in [0, 1) for a numbered piece of a recording. */
function chance(seed: string, piece: string, number: number): number {
  return hashText(`${seed}:${piece}:${number}`) / 4_294_967_296
}

type Syllable = {
  readonly kind: 'voiced' | 'noise' | 'pause'
  readonly pitch: number
  readonly formant: number
}

function syllableOf(seed: string, number: number): Syllable {
  const turn = Math.floor((number * SYLLABLE) / TURN)
  const placeInTurn = (number * SYLLABLE) % TURN
  const lull = TURN * (0.75 + 0.2 * chance(seed, 'lull', turn))
  const draw = chance(seed, 'kind', number)
  const base = turn % 2 === 0 ? 115 : 205
  const kind = placeInTurn >= lull || draw < 0.12 ? 'pause' : draw < 0.27 ? 'noise' : 'voiced'
  return {
    kind,
    pitch: base * (0.9 + 0.25 * chance(seed, 'pitch', number)),
    formant: 450 + 350 * chance(seed, 'formant', number),
  }
}

function writeSyllable(seed: string, number: number, out: Float64Array, at: number): void {
  const { kind, pitch, formant } = syllableOf(seed, number)
  let noise = hashText(`${seed}:noise:${number}`)
  for (let i = 0; i < SYLLABLE && at + i < out.length; i += 1) {
    // A quiet line is not silent: a little noise keeps it plausible.
    noise = (Math.imul(noise, 1_664_525) + 1_013_904_223) >>> 0
    const hiss = noise / 2_147_483_648 - 1
    let sample = hiss * 40
    if (kind !== 'pause') {
      const swell = Math.sin((Math.PI * i) / SYLLABLE)
      const phase = (2 * Math.PI * i) / RATE
      if (kind === 'noise') sample += hiss * 1800 * swell
      else {
        for (const harmonic of [1, 2, 3, 5, 8]) {
          const tone = pitch * harmonic
          const weight = 1 / (1 + ((tone - formant) / 300) ** 2)
          sample += 5200 * swell * weight * Math.sin(phase * tone)
        }
      }
    }
    out[at + i] = sample
  }
}

/** One second of the recording; the same for the same seed and second. */
function secondOf(seed: string, second: number, samples: number): Buffer {
  const pcm = new Float64Array(samples)
  const perSecond = RATE / SYLLABLE
  for (let k = 0; k < perSecond; k += 1) writeSyllable(seed, second * perSecond + k, pcm, k * SYLLABLE)
  return Buffer.from(Uint8Array.from(pcm, alawOf))
}

/** Bytes of the whole file, header and pad included. */
export function recordingBytes(samples: number): number {
  return 46 + samples + (samples % 2)
}

/**
 * A conversation made up by the project: two voices in turn, syllables, pauses, a faint line noise. Given
 * second by second, so that an hour costs no memory.
 */
export function* recordingChunks(seed: string, samples: number): Generator<Buffer> {
  yield alawWavHeader(samples)
  for (let done = 0; done < samples; done += RATE) {
    yield secondOf(seed, done / RATE, Math.min(RATE, samples - done))
  }
  if (samples % 2 === 1) yield Buffer.from([0])
}
