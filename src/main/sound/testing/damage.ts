import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'

export const ffmpegPresent = spawnSync('ffmpeg', ['-version']).error === undefined

/** A kind of file and how another program makes one. */
const MADE: Readonly<Record<string, readonly string[]>> = {
  mp3: [],
  flac: [],
  ogg: ['-c:a', 'libvorbis'],
  opus: ['-c:a', 'libopus'],
  webm: ['-c:a', 'libopus'],
  m4a: ['-c:a', 'aac'],
  aac: ['-c:a', 'aac'],
  aiff: [],
  wav: [],
}

export const KINDS: readonly string[] = [...Object.keys(MADE), 'amr']

/** A good file of a kind, two seconds long. */
export function goodFile(kind: string, folder: string): Buffer {
  if (kind === 'amr') return readFileSync(join(import.meta.dirname, 'tone.amr'))
  const path = join(folder, `good.${kind}`)
  const sweep = ['-f', 'lavfi', '-i', 'aevalsrc=0.4*sin(800*t*t):d=2:s=44100']
  execFileSync('ffmpeg', ['-loglevel', 'error', '-y', ...sweep, ...(MADE[kind] ?? []), path])
  return readFileSync(path)
}

/** Bytes changed, filled, put between, claimed to be endless, or cut off. */
export const damage = fc.record({
  keep: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true })),
  within: fc.constantFrom(64, 200, 4000, Number.MAX_SAFE_INTEGER),
  flips: fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 30 }),
  /** 32 bits of ones, or of zeros, over some place: lengths of 4 GB and of nothing. */
  lengths: fc.array(fc.tuple(fc.nat(), fc.constantFrom(0x00, 0xff)), { maxLength: 3 }),
  filling: fc.option(fc.nat({ max: 255 })),
})
export type Damage = typeof damage extends fc.Arbitrary<infer D> ? D : never

export function damaged(good: Buffer, { keep, within, flips, lengths, filling }: Damage): Buffer {
  const reach = Math.max(1, Math.min(within, good.length))
  const bytes = Buffer.from(good)
  for (const [at, value] of flips) bytes[at % reach] = value
  for (const [at, value] of lengths) bytes.fill(value, at % reach, Math.min(bytes.length, (at % reach) + 4))
  const middle = Math.floor(bytes.length / 3)
  const filled =
    filling === null
      ? bytes
      : Buffer.concat([bytes.subarray(0, middle), Buffer.alloc(5000, filling), bytes.subarray(middle)])
  return filled.subarray(0, Math.ceil(filled.length * keep))
}
