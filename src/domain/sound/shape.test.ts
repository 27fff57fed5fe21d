import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeALaw, encodeALaw } from '../alaw/index.ts'
import { activeSpeechLevel } from './level.ts'
import { TELEPHONE_RATE } from './resample.ts'
import { limitPeaks, shape, soundEdges } from './shape.ts'

const CEILING = 32_256 / 32_768
const SQRT2 = Math.SQRT2

/** Syllables of a buzzing voice with pauses, as loud as asked (peak of the voice, share of full scale). */
function speech(seconds: number, loudness: number): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * TELEPHONE_RATE) }, (_, at) => {
    const time = at / TELEPHONE_RATE
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 3.1 * time)) * (time % 2.6 < 1.9 ? 1 : 0)
    const voice = [1, 2, 3, 5].reduce((sum, k) => sum + Math.sin(2 * Math.PI * 140 * k * time) / k, 0) / 2
    return loudness * syllable * voice
  })
}

const sine = (amplitude: number, seconds: number, hz = 1004) =>
  Float32Array.from(
    { length: seconds * TELEPHONE_RATE },
    (_, at) => amplitude * Math.sin((2 * Math.PI * hz * at) / TELEPHONE_RATE),
  )

/** ITU-T P.56 §7, method B, with a counter and a hang-over per threshold. */
function activeLevelByTheBook(samples: Float32Array, rate: number): number | undefined {
  const keep = Math.exp(-1 / (rate * 0.03))
  const hangover = Math.round(0.2 * rate)
  const thresholds = Array.from({ length: 15 }, (_, at) => ({
    value: 2 ** (at - 15),
    active: 0,
    hanging: hangover,
  }))
  let [sum, first, envelope] = [0, 0, 0]
  for (const sample of samples) {
    sum += sample * sample
    first = keep * first + (1 - keep) * Math.abs(sample)
    envelope = keep * envelope + (1 - keep) * first
    for (const threshold of thresholds) {
      if (envelope >= threshold.value) {
        threshold.active += 1
        threshold.hanging = 0
      } else if (threshold.hanging < hangover) {
        threshold.active += 1
        threshold.hanging += 1
      }
    }
  }
  if (sum === 0) return undefined
  const points = thresholds
    .filter(({ active }) => active > 0)
    .map(({ value, active }) => {
      const level = 10 * Math.log10(sum / active)
      return { level, gap: level - 20 * Math.log10(value) }
    })
  const at = points.findIndex(({ gap }) => gap <= 15.9)
  const [lower, upper] = [points[at - 1], points[at]]
  if (upper === undefined) return points.at(-1) === undefined ? undefined : (points.at(-1)?.level ?? 0) + 6.15
  if (lower === undefined) return upper.level + 6.15
  const share = (lower.gap - 15.9) / (lower.gap - upper.gap)
  return lower.level + share * (upper.level - lower.level) + 6.15
}

describe('the active speech level', () => {
  it('of a steady tone is its level, and +3.14 dBm0 at the loudest', () => {
    expect(activeSpeechLevel(sine(1, 3), TELEPHONE_RATE)?.activeDbm0).toBeCloseTo(3.14, 1)
    expect(activeSpeechLevel(sine(0.01, 3), TELEPHONE_RATE)?.activeDbm0).toBeCloseTo(3.14 - 40, 1)
    expect(activeSpeechLevel(new Float32Array(8000), TELEPHONE_RATE)).toBeUndefined()
  })

  it('does not fall with the pauses, as the mean level does', () => {
    const spoken = sine(0.2, 5)
    const withPause = new Float32Array(spoken.length * 4)
    withPause.set(spoken)
    const one = activeSpeechLevel(spoken, TELEPHONE_RATE)
    const other = activeSpeechLevel(withPause, TELEPHONE_RATE)
    expect(Math.abs((one?.activeDbm0 ?? 0) - (other?.activeDbm0 ?? 99))).toBeLessThan(0.5)
    expect(other?.activity).toBeLessThan(0.35)
  })

  it('counts what is active as the recommendation does, sample by sample', () => {
    const sounds = fc.array(
      fc.tuple(fc.float({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 900 })),
      {
        minLength: 1,
        maxLength: 25,
      },
    )
    fc.assert(
      fc.property(sounds, (stretches) => {
        const samples = Float32Array.from(
          stretches.flatMap(([loudness, length]) =>
            Array.from({ length }, (_, at) => (at % 2 === 0 ? loudness : -loudness)),
          ),
        )
        const quick = activeSpeechLevel(samples, TELEPHONE_RATE)
        const plain = activeLevelByTheBook(samples, TELEPHONE_RATE)
        if (plain === undefined) expect(quick).toBeUndefined()
        else expect(quick?.activeDbm0).toBeCloseTo(plain, 6)
      }),
      { numRuns: 60 },
    )
  })

  it('follows the gain, dB for dB', () => {
    const base = activeSpeechLevel(speech(8, 0.3), TELEPHONE_RATE)?.activeDbm0 ?? 0
    for (const gain of [0.03, 0.3, 2]) {
      const level = activeSpeechLevel(speech(8, 0.3 * gain), TELEPHONE_RATE)?.activeDbm0 ?? 0
      expect(level - base).toBeCloseTo(20 * Math.log10(gain), 1)
    }
  })
})

describe('bringing a sound to the level of speech', () => {
  it.each([1, 2, 10, 60])(
    'reaches it within 1 dB for %i s, however loud it was, and clips nothing',
    (seconds) => {
      for (const loudness of [0.02, 0.2, 1, 1.6]) {
        const { samples, report } = shape(speech(seconds, loudness), { levelDbm0: -19, trim: false })
        expect(Math.abs((report.levelAfterDbm0 ?? 0) + 19), `${loudness}`).toBeLessThan(1)
        expect(samples.every((one) => Math.abs(one) <= CEILING + 1e-6)).toBe(true)
      }
    },
  )

  it('limits peaks without touching what is not near one', () => {
    const quiet = sine(0.3, 1)
    const peaks = quiet.slice()
    peaks[4000] = 1.5
    expect(limitPeaks(peaks)).toBe(1)
    expect(Math.max(...peaks.map(Math.abs))).toBeLessThanOrEqual(CEILING + 1e-6)
    expect(peaks.subarray(0, 3900)).toEqual(quiet.subarray(0, 3900))
    expect(peaks.subarray(4100)).toEqual(quiet.subarray(4100))
    const before = quiet.slice()
    expect(limitPeaks(quiet)).toBe(0)
    expect(quiet).toEqual(before)
  })

  it('never lets a sample above the ceiling, whatever comes in', () => {
    fc.assert(
      fc.property(
        fc.float32Array({ min: -4, max: 4, noNaN: true, minLength: 1, maxLength: 2000 }),
        (samples) => {
          limitPeaks(samples)
          expect(samples.every((one) => Math.abs(one) <= CEILING + 1e-6)).toBe(true)
        },
      ),
    )
  })

  it('takes out a constant and silence at the ends, and leaves silence alone', () => {
    const sound = new Float32Array(3 * TELEPHONE_RATE)
    sound.set(sine(0.5, 1), TELEPHONE_RATE)
    const moved = sound.map((one) => one + 0.1)
    const { samples, report } = shape(moved, { trim: true })
    expect(report.dc).toBeCloseTo(0.1, 3)
    expect(report.trimmedStartS).toBeCloseTo(0.92, 2)
    expect(report.trimmedEndS).toBeCloseTo(0.85, 2)
    expect(Math.abs(samples.reduce((sum, one) => sum + one, 0) / samples.length)).toBeLessThan(1e-3)
    expect(soundEdges(new Float32Array(800))).toEqual({ from: 0, to: 800 })
    expect(shape(new Float32Array(0), { trim: true, levelDbm0: -19 }).samples.length).toBe(0)
  })
})

describe('what A-law makes of a tone', () => {
  /** Signal to noise of a tone through A-law, in dB. */
  function noiseOf(dbfs: number): number {
    const amplitude = 10 ** (dbfs / 20)
    const tone = sine(amplitude, 10)
    const through = tone.map((one) => decodeALaw(encodeALaw(one * 32_768)) / 32_768)
    const error = tone.reduce((sum, one, at) => sum + (one - (through[at] ?? 0)) ** 2, 0) / tone.length
    return 10 * Math.log10((amplitude / SQRT2) ** 2 / error)
  }

  /** What the law itself costs: each sample is given the middle of its interval (ITU-T G.711), unrounded. */
  function idealOf(dbfs: number): number {
    const middleOf = (sample: number) => {
      const width = Math.max(16, 2 ** (Math.floor(Math.log2(Math.max(1, Math.abs(sample)))) - 4))
      return Math.sign(sample) * (Math.floor(Math.abs(sample) / width) + 0.5) * width
    }
    const amplitude = 10 ** (dbfs / 20)
    const tone = sine(amplitude, 10)
    const error =
      tone.reduce((sum, one) => sum + (one - middleOf(one * 32_768) / 32_768) ** 2, 0) / tone.length
    return 10 * Math.log10((amplitude / SQRT2) ** 2 / error)
  }

  it.each([-10, -15, -20, -25, -30, -35, -40, -45, -50])('at %i dBFS is as good as A-law can be', (dbfs) => {
    expect(Math.abs(noiseOf(dbfs) - idealOf(dbfs))).toBeLessThan(0.5)
  })

  it.each([
    [-10, 36.5],
    [-40, 34.2],
  ])('at %i dBFS has %f dB', (dbfs, ideal) => {
    expect(Math.abs(noiseOf(dbfs) - ideal)).toBeLessThan(0.5)
  })
})
