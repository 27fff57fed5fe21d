import { type FileHandle, open } from 'node:fs/promises'
import { z } from 'zod'
import type { Call } from '../../domain/calls/index.ts'
import { COLUMN_IDS, columnsOf } from '../../domain/exports/index.ts'
import { type CallsFormat, callsFile, maskedCall } from '../exports/index.ts'
import { openReader, type Reader } from '../store/index.ts'

export const FORMATS: readonly CallsFormat[] = ['jsonl', 'csv', 'xlsx']

const isFormat = (text: string): text is CallsFormat => FORMATS.some((format) => format === text)

export type ExportOptions = {
  readonly dataDir: string
  readonly format: string
  readonly out?: string
  readonly headings?: string
  readonly encoding?: string
}

/**
 * Writes every call with all its columns, oldest first. Runs beside the application that owns the data, and
 * masks numbers where that masks them.
 *
 * @throws Error when an option is unknown or the data directory holds no history
 */
export async function exportHistory(options: ExportOptions): Promise<void> {
  const { format, headings = 'en', encoding = 'utf-8' } = options
  if (!isFormat(format)) throw new Error(`--format is ${FORMATS.join(', ')}, not ${format}`)
  if (headings !== 'en' && headings !== 'zh-CN') throw new Error(`--headings is en or zh-CN, not ${headings}`)
  if (encoding !== 'utf-8' && encoding !== 'gbk')
    throw new Error(`--encoding is utf-8 or gbk, not ${encoding}`)
  const reader = await openReader({ dataDir: options.dataDir })
  try {
    const change = await masking(reader)
    const bytes = callsFile(format, batches(reader, change), {
      columns: columnsOf(COLUMN_IDS),
      headings,
      encoding,
    })
    if (options.out === undefined) await toStandardOutput(bytes)
    else await toFile(options.out, bytes)
  } finally {
    await reader.close()
  }
}

const BATCH = 500

async function* batches(reader: Reader, change: (call: Call) => Call): AsyncIterable<readonly Call[]> {
  let batch: Call[] = []
  for await (const call of reader.eachCall()) {
    batch.push(change(call))
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  yield batch
}

const Kept = z.object({ maskNumbers: z.boolean() })
const Numbers = z.object({ displayNumbers: z.array(z.string()), ownNumber: z.string().optional() })

async function masking(reader: Reader): Promise<(call: Call) => Call> {
  const kept = Kept.safeParse(await reader.setting('settings'))
  if (!kept.success || !kept.data.maskNumbers) return (call) => call
  const own = (await reader.profiles()).flatMap(({ fields }) => {
    const read = Numbers.safeParse(fields)
    return read.success ? [...read.data.displayNumbers, read.data.ownNumber ?? ''] : []
  })
  return maskedCall(own)
}

async function toFile(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const file: FileHandle = await open(path, 'w')
  try {
    for await (const chunk of bytes) await file.writeFile(chunk)
  } finally {
    await file.close()
  }
}

async function toStandardOutput(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of bytes) {
    if (!process.stdout.write(chunk)) await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
}
