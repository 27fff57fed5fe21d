import { mkdirSync, renameSync, statSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { destination, pino } from 'pino'
import { maskNumbersIn } from '../../domain/phone/index.ts'
import { linesOf } from './keep.ts'

export type LogEntry = { readonly event: string } & Readonly<
  Record<string, string | number | boolean | undefined>
>

export type Log = {
  (entry: LogEntry): void
  close(): void
}

/** The log as the file it is. */
export type LogFile = Log & {
  /** Lines written before a time (milliseconds, UTC). */
  older(before: number): Promise<{ count: number; oldest?: number; newest?: number }>
  /** Drops those lines; what is written meanwhile is kept. @returns how many */
  trim(before: number): Promise<number>
}

const LIMIT_BYTES = 5 * 1024 * 1024

/**
 * One line of JSON per event in `<logs>/voicedesk.log`; a log over 5 MB is put aside at start. Every text
 * is masked again on the way in, so a number that slipped into a message does not reach the disk.
 */
export function openLog(logsDir: string): LogFile {
  mkdirSync(logsDir, { recursive: true, mode: 0o700 })
  const file = join(logsDir, 'voicedesk.log')
  if (sizeOf(file) > LIMIT_BYTES) renameSync(file, join(logsDir, 'voicedesk.1.log'))
  const target = destination({ dest: file, sync: true, mode: 0o600 })
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, target)
  const write = (entry: LogEntry) => {
    logger.info(
      Object.fromEntries(
        Object.entries(entry).map(([key, value]) => [
          key,
          typeof value === 'string' ? maskNumbersIn(value) : value,
        ]),
      ),
    )
  }
  const files = [join(logsDir, 'voicedesk.1.log'), file]

  async function older(before: number) {
    let found: { count: number; oldest?: number; newest?: number } = { count: 0 }
    for (const one of files) {
      for await (const { at } of linesOf(one)) {
        if (at === undefined || at >= before) continue
        found = { count: found.count + 1, oldest: found.oldest ?? at, newest: at }
      }
    }
    return found
  }

  async function trim(before: number): Promise<number> {
    if ((await older(before)).count === 0) return 0
    const aside = join(logsDir, 'voicedesk.0.log')
    // From here on lines go to a new file; both steps run without anything in between.
    renameSync(file, aside)
    target.reopen(file)
    const [old = aside] = files
    const kept: string[] = []
    let dropped = 0
    for (const one of [old, aside]) {
      for await (const { line, at } of linesOf(one)) {
        if (at === undefined || at < before) dropped += 1
        else kept.push(`${line}\n`)
      }
    }
    const whole = `${old}.new`
    await writeFile(whole, kept.join(''), { mode: 0o600 })
    await rename(whole, old)
    await rm(aside, { force: true })
    return dropped
  }
  return Object.assign(write, { older, trim, close: () => target.end() })
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
