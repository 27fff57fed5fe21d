import { glob, mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { freeName, isPromptName } from '../../domain/prompt/index.ts'
import { promptNameFrom } from '../../domain/prompt/transliterate.ts'
import { type Converted, createConverters, SoundProblem } from '../sound/index.ts'
import { createProgress, type ProgressStream } from './progress.ts'

export type ConvertOptions = {
  readonly out: string
  readonly level: string
  readonly trim?: boolean
  readonly json?: boolean
  readonly force?: boolean
  readonly nameMap?: string
  /** Cuts what is too long for one prompt into several, at pauses. */
  readonly split?: boolean
}

type Result =
  | ({ readonly source: string; readonly ok: true; readonly target: string } & Converted)
  | { readonly source: string; readonly ok: false; readonly error: string }

const NameMap = z.record(z.string(), z.string())

/** An hour has 15, and pauses may make some shorter. */
const MOST_PARTS = 32

/** Louder than this a voice on the telephone is never, quieter it is not heard. */
const LEVELS = { from: -40, to: -6 } as const

/**
 * `voicedesk convert`: prompts from sound files, folders and patterns. Each file is converted or fails by
 * itself.
 *
 * @param write takes the lines of the report
 * @param progress where a line is kept that tells how far it is; only on a terminal
 * @returns whether every file was converted
 * @throws Error with a sentence for the person at the keyboard when an option is wrong
 */
export async function convert(
  inputs: readonly string[],
  options: ConvertOptions,
  write: (line: string) => void,
  progress?: ProgressStream,
): Promise<boolean> {
  const levelDbm0 = levelFrom(options.level)
  const names = options.nameMap === undefined ? {} : await nameMapFrom(options.nameMap)
  const sources = await sourcesOf(inputs)
  if (sources.length === 0) throw new Error('there is nothing to convert')
  await mkdir(options.out, { recursive: true })
  const converters = createConverters()
  const shaping = { trim: options.trim === true, ...(levelDbm0 === undefined ? {} : { levelDbm0 }) }
  const taken = new Set<string>()
  try {
    // Names are given in order; the work itself goes on side by side.
    const orders = sources.map((source, at) => {
      const given = names[basename(source)]
      const made = promptNameFrom(basename(source), `prompt-${at + 1}`)
      const name = given ?? freeName(made, (other) => taken.has(other))
      const first = !taken.has(name.toLowerCase())
      taken.add(name.toLowerCase())
      return { source, name, first }
    })
    const bar = options.json === true ? undefined : createProgress(orders.length, progress)
    const running = orders.map(async ({ source, name, first }) => {
      const results = await one(source, name, first)
      bar?.step()
      return results
    })
    const all: Result[] = []
    for (const results of running) {
      for (const result of await results) {
        all.push(result)
        if (options.json !== true) bar?.aside(() => write(lineOf(result)))
      }
    }
    bar?.end()
    const failed = all.filter(({ ok }) => !ok).length
    write(
      options.json === true
        ? JSON.stringify(all, null, 2)
        : `${all.length - failed} converted, ${failed} failed`,
    )
    return failed === 0
  } finally {
    await converters.close()
  }

  async function one(source: string, name: string, first: boolean): Promise<Result[]> {
    const target = join(options.out, name)
    try {
      if (!isPromptName(name)) throw new Error(`the platform does not take the name ${name}`)
      if (!first) throw new Error(`another file of this run is already called ${name}`)
      await free(target)
      return [{ source, ok: true, target, ...(await converters.convert(source, target, shaping)) }]
    } catch (problem) {
      const tooLong = problem instanceof SoundProblem && problem.code === 'tooBig'
      if (tooLong && options.split === true) return parts(source, target)
      return [{ source, ok: false, error: wordsFor(problem) }]
    }
  }

  async function parts(source: string, target: string): Promise<Result[]> {
    const targets = Array.from({ length: MOST_PARTS }, (_, at) => target.replace(/\.wav$/, `-${at + 1}.wav`))
    try {
      for (const part of targets) await free(part)
      const converted = await converters.convertInParts(source, targets, shaping)
      return converted.map((part, at) => ({ source, ok: true, target: targets[at] ?? '', ...part }))
    } catch (problem) {
      return [{ source, ok: false, error: wordsFor(problem) }]
    }
  }

  /** @throws Error when something stands there that must not be replaced */
  async function free(target: string): Promise<void> {
    if (options.force !== true && (await isThere(target))) {
      throw new Error(`${target} is there already; --force replaces it`)
    }
  }
}

function levelFrom(text: string): number | undefined {
  if (text === 'off') return undefined
  const level = Number(text)
  if (!Number.isFinite(level) || level < LEVELS.from || level > LEVELS.to) {
    throw new Error(`--level is off, or dBm0 from ${LEVELS.from} to ${LEVELS.to}, not ${text}`)
  }
  return level
}

async function nameMapFrom(path: string): Promise<z.output<typeof NameMap>> {
  try {
    return NameMap.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (problem) {
    throw new Error(`--name-map: ${path} is not a JSON object of file names and prompt names`, {
      cause: problem,
    })
  }
}

/** Files as they are named, the files of a folder, and what a pattern matches; each once, in order. */
async function sourcesOf(inputs: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  for (const input of inputs) {
    const facts = await stat(input).catch(() => undefined)
    if (facts?.isFile()) found.add(input)
    else if (facts?.isDirectory()) {
      const entries = await readdir(input, { withFileTypes: true })
      const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      for (const { name } of files.sort((one, other) => (one.name < other.name ? -1 : 1))) {
        found.add(join(input, name))
      }
    } else {
      const matches: string[] = []
      for await (const path of glob(input)) matches.push(path)
      if (matches.length === 0) throw new Error(`there is no file ${input}`)
      for (const path of matches.sort()) found.add(path)
    }
  }
  return [...found]
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}

const level = (dbm0: number | undefined): string =>
  dbm0 === undefined ? 'silence' : `${dbm0.toFixed(1)} dBm0`

function lineOf(result: Result): string {
  if (!result.ok) return `${result.source}: ${result.error}`
  const facts = [`${result.seconds.toFixed(2)} s`, level(result.levelAfterDbm0)]
  if (result.limited > 0) facts.push(`${result.limited} peaks limited`)
  return `${result.source} → ${result.target}: ${facts.join(', ')}`
}

const PROBLEMS: Readonly<Record<SoundProblem['code'], (detail: string) => string>> = {
  unknownFormat: () => 'it is no sound file that is known here',
  unsupportedCoding: (detail) => `this coding cannot be read yet (${detail})`,
  damaged: (detail) => `it is damaged (${detail})`,
  empty: () => 'it holds no sound',
  rateOutOfRange: (detail) => `its sampling rate is out of range (${detail})`,
  tooLong: () => 'it is longer than an hour',
  tooBig: (detail) =>
    `the prompt would be larger than the platform takes: ${detail}, at most 249 s; --split cuts it at pauses`,
}

function wordsFor(problem: unknown): string {
  if (problem instanceof SoundProblem) return PROBLEMS[problem.code](problem.detail)
  return problem instanceof Error ? problem.message : String(problem)
}
