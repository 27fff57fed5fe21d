import { mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { destination, pino } from 'pino'
import { maskNumbersIn } from '../../domain/phone/index.ts'

export type LogEntry = { readonly event: string } & Readonly<
  Record<string, string | number | boolean | undefined>
>

export type Log = {
  (entry: LogEntry): void
  close(): void
}

const LIMIT_BYTES = 5 * 1024 * 1024

/**
 * One line of JSON per event in `<logs>/voicedesk.log`; a log over 5 MB is put aside at start. Every text
 * is masked again on the way in, so a number that slipped into a message does not reach the disk.
 */
export function openLog(logsDir: string): Log {
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
  return Object.assign(write, { close: () => target.end() })
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
