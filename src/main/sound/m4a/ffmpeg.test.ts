import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { convertToPrompt } from '../convert.ts'
import { soundOf } from './testing/fixtures.ts'

const present = spawnSync('ffmpeg', ['-version']).error === undefined
const SECONDS = 2.5

let folder: string
let stereo: string
let surround: string

const ffmpeg = (...args: string[]) =>
  execFileSync('ffmpeg', ['-loglevel', 'error', '-y', ...args], { maxBuffer: 1 << 30 })

/** What the other decoder gives, as the mean of all channels. */
function decodedElsewhere(path: string, channels: number): Float32Array {
  const raw = ffmpeg('-i', path, '-f', 'f32le', '-')
  const samples = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length))
  return Float32Array.from({ length: samples.length / channels }, (_, at) => {
    const frame = samples.subarray(at * channels, (at + 1) * channels)
    return frame.reduce((sum, value) => sum + value, 0) / channels
  })
}

function snrDb(wanted: Float32Array, got: Float32Array): number {
  let [signal, noise] = [0, 0]
  for (const [at, value] of wanted.entries()) {
    signal += value * value
    noise += (value - (got[at] ?? 0)) ** 2
  }
  return 10 * Math.log10(signal / (noise + 1e-30))
}

/** Tones, noise and clicks: long windows and short ones, every kind of stereo. */
function writeSource(path: string, channels: number): void {
  const rate = 48_000
  const one = (channel: number) =>
    `0.2*sin(2*PI*${300 + 170 * channel}*t*(1+0.02*sin(t)))` +
    `+if(lt(mod(t+${channel}*0.003,0.31),0.004),0.5*(2*random(${channel})-1),0)+0.02*(2*random(${channel})-1)`
  const channelsText = Array.from({ length: channels }, (_, at) => one(at)).join('|')
  const layout = channels === 6 ? ':c=5.1' : ''
  ffmpeg('-f', 'lavfi', '-i', `aevalsrc='${channelsText}'${layout}:d=${SECONDS}:s=${rate}`, path)
}

describe.runIf(present)('AAC made and decoded by another program', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'voicedesk-aac-'))
    stereo = join(folder, 'stereo.wav')
    surround = join(folder, 'surround.wav')
    writeSource(stereo, 2)
    writeSource(surround, 6)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const MADE: readonly (readonly [string, string, number, readonly string[]])[] = [
    ['stereo 44.1 kHz', 'm4a', 2, ['-ar', '44100', '-b:a', '128k']],
    ['stereo 48 kHz, tables first', 'm4a', 2, ['-b:a', '96k', '-movflags', '+faststart']],
    ['mono 22.05 kHz', 'm4a', 1, ['-ar', '22050', '-ac', '1']],
    ['mono 48 kHz', 'm4a', 1, ['-ac', '1', '-b:a', '64k']],
    ['stereo 8 kHz', 'm4a', 2, ['-ar', '8000']],
    ['stereo 16 kHz', 'm4a', 2, ['-ar', '16000', '-b:a', '32k']],
    ['stereo 96 kHz', 'm4a', 2, ['-ar', '96000']],
    ['stereo 32 kHz at a low bit rate', 'm4a', 2, ['-ar', '32000', '-b:a', '28k', '-aac_is', '1']],
    ['stereo 44.1 kHz at a high bit rate', 'm4a', 2, ['-ar', '44100', '-b:a', '320k', '-aac_is', '0']],
    ['six channels', 'm4a', 6, ['-b:a', '256k']],
    ['another search for codes', 'm4a', 2, ['-ar', '44100', '-aac_coder', 'fast', '-b:a', '48k']],
    ['middle and side, shaped noise', 'm4a', 2, ['-ar', '44100', '-aac_ms', '1', '-aac_tns', '1']],
    ['QuickTime', 'mov', 2, []],
    [
      'fragments',
      'mp4',
      2,
      ['-movflags', '+frag_keyframe+empty_moov+default_base_moof', '-frag_duration', '300000'],
    ],
    ['no container', 'aac', 2, ['-ar', '44100']],
  ]

  it.each(MADE)('%s (%s) is the same', async (_what, ending, channels, options) => {
    const path = join(folder, `made.${ending}`)
    ffmpeg('-i', channels === 6 ? surround : stereo, '-c:a', 'aac', '-aac_pns', '0', ...options, path)
    const elsewhere = decodedElsewhere(path, channels)
    const { samples } = await soundOf(path)
    expect(samples.length).toBe(elsewhere.length)
    expect(snrDb(elsewhere, samples)).toBeGreaterThan(110)

    const target = join(folder, 'out.wav')
    const { seconds } = await convertToPrompt(path, target, { trim: false })
    const resampled = ffmpeg('-i', path, '-ac', '1', '-ar', '8000', '-f', 's16le', '-').length / 2
    expect(Math.abs(seconds * 8000 - resampled)).toBeLessThanOrEqual(1)
  })

  it('with noise that is drawn anew has its level', async () => {
    const path = join(folder, 'noise.m4a')
    ffmpeg('-i', stereo, '-c:a', 'aac', '-aac_pns', '1', '-b:a', '32k', path)
    const elsewhere = decodedElsewhere(path, 2)
    const { samples } = await soundOf(path)
    const power = (of: Float32Array) => of.reduce((sum, value) => sum + value * value, 0)
    expect(samples.length).toBe(elsewhere.length)
    expect(10 * Math.log10(power(samples) / power(elsewhere))).toBeCloseTo(0, 0)
  })

  it('cut without being decoded begins and ends where its edits say', async () => {
    const whole = join(folder, 'whole.m4a')
    const path = join(folder, 'cut.m4a')
    ffmpeg('-i', stereo, '-c:a', 'aac', '-aac_pns', '0', whole)
    ffmpeg('-ss', '0.7', '-t', '1.1', '-i', whole, '-c', 'copy', path)
    const elsewhere = decodedElsewhere(path, 2)
    const { samples } = await soundOf(path)
    expect(samples.length).toBe(elsewhere.length)
    expect(snrDb(elsewhere, samples)).toBeGreaterThan(110)
  })
})
