/**
 * Prompts from sound files, beside ffmpeg and sox (where they are installed) in the same run and on the same
 * files: one process a file for them, started one after the other; our threads, kept between runs.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConverters } from '../src/main/sound/index.ts'
import { machine, quantile, report, timed } from './figures.ts'

const RUNS = 5
const PROMPTS = 100
const PROMPT_S = 10
/** Far longer than a prompt, so that starting counts for nothing; the size of the result is not bounded here. */
const LONG_S = 600
const HOUR_S = 3600

const present = (tool: string) => spawnSync(tool, ['--version']).error === undefined
if (!present('ffmpeg')) {
  console.log('ffmpeg is not here, so there is nothing to make files with or to compare to')
  process.exit(0)
}

const converters = createConverters()
const folder = mkdtempSync(join(tmpdir(), 'voicedesk-bench-'))
const rows: [string, string][] = [['machine', machine()]]
try {
  const source = join(folder, 'long.wav')
  const noise = `anoisesrc=d=${LONG_S}:c=pink:r=44100:a=0.3,tremolo=f=3:d=0.9`
  execFileSync('ffmpeg', ['-loglevel', 'error', '-f', 'lavfi', '-i', noise, '-ac', '2', source])
  for (const ending of ['wav', 'mp3']) {
    const files = Array.from({ length: PROMPTS }, (_, at) => join(folder, `p${at}.${ending}`))
    for (const [at, file] of files.entries()) {
      const cut = ['-ss', String(at), '-t', String(PROMPT_S), '-i', source]
      execFileSync('ffmpeg', ['-loglevel', 'error', ...cut, file])
    }
    await compare(`${PROMPTS} × ${PROMPT_S} s ${ending}`, files)
  }
  for (const [ending, coding] of [
    ['wav', []],
    ['mp3', []],
    ['flac', []],
    ['opus', ['-c:a', 'libopus']],
    ['m4a', ['-c:a', 'aac', '-b:a', '160k']],
  ] as const) {
    const file = join(folder, `whole.${ending}`)
    execFileSync('ffmpeg', ['-loglevel', 'error', '-i', source, ...coding, file])
    await compare(`${LONG_S} s ${ending}`, [file])
  }
  for (const ending of ['wav', 'mp3']) {
    const file = join(folder, `hour.${ending}`)
    const times = String(HOUR_S / LONG_S - 1)
    execFileSync('ffmpeg', [
      '-loglevel',
      'error',
      '-stream_loop',
      times,
      '-i',
      source,
      '-t',
      String(HOUR_S - 1),
      file,
    ])
    rows.push([`an hour of ${ending}, memory`, `${(hourBytes(file) / 1e6).toFixed(0)} MB (goal 300)`])
    rmSync(file)
  }
} finally {
  await converters.close()
  rmSync(folder, { recursive: true, force: true })
}
report(rows)

/** The most memory that a process of its own took. */
function hourBytes(file: string): number {
  const script = join(import.meta.dirname, 'one-hour.ts')
  return Number(
    execFileSync(process.execPath, [script, file, join(folder, 'hour.out')], { encoding: 'utf8' }),
  )
}

async function compare(name: string, files: readonly string[]): Promise<void> {
  const target = join(folder, 'out.wav')
  const ours = await timed(RUNS, async () => {
    const shaping = { levelDbm0: -19, trim: false }
    await Promise.all(
      files.map((file, at) =>
        converters.convert(file, `${target}.${at}`, shaping, { mostBytes: Number.POSITIVE_INFINITY }),
      ),
    )
  })
  const alaw = ['-ar', '8000', '-ac', '1', '-c:a', 'pcm_alaw', '-y', target]
  const ffmpeg = await timed(RUNS, () => {
    for (const file of files) execFileSync('ffmpeg', ['-loglevel', 'error', '-i', file, ...alaw])
  })
  const figures = [`${quantile(ours, 0.5).toFixed(0)} ms`, against('ffmpeg', ours, ffmpeg)]
  const readable = files.every((file) => /\.(?:wav|mp3|flac)$/.test(file))
  if (present('sox') && readable) {
    const sox = await timed(RUNS, () => {
      for (const file of files) execFileSync('sox', [file, '-r', '8000', '-c', '1', '-e', 'a-law', target])
    })
    figures.push(against('sox', ours, sox))
  }
  rows.push([name, figures.join(', ')])
}

function against(tool: string, ours: readonly number[], theirs: readonly number[]): string {
  const ratio = quantile(ours, 0.5) / quantile(theirs, 0.5)
  return `${tool} ${quantile(theirs, 0.5).toFixed(0)} ms (ours ${ratio.toFixed(2)}×)`
}
