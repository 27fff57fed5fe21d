import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import iconv from 'iconv-lite'
import { readSheet } from 'read-excel-file/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import type { Call } from '../../domain/calls/index.ts'
import { COLUMN_IDS, COLUMNS, columnsOf, protectCell } from '../../domain/exports/index.ts'
import { writeWhole } from '../files/index.ts'
import { NoTable, readCalls } from './read-calls.ts'
import { inBatches, manyCalls } from './testing/many-calls.ts'
import { type CallsFormat, callsFile } from './write-calls.ts'

const ROWS = 100_000

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'voicedesk-exports-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const everything = { columns: columnsOf(COLUMN_IDS), headings: 'en', encoding: 'utf-8' } as const

async function written(
  format: CallsFormat,
  rows: number,
  table: Parameters<typeof callsFile>[2] = everything,
) {
  const path = join(folder, `calls.${format}`)
  await writeWhole(path, callsFile(format, inBatches(manyCalls(rows)), table))
  return path
}

/** How many calls of the file differ from those it was made of, and how many there are. */
async function compared(path: string, rows: number): Promise<{ read: number; different: number }> {
  const expected = manyCalls(rows)
  let read = 0
  let different = 0
  for await (const row of readCalls(path)) {
    read += 1
    const wanted: Call | undefined = expected.next().value ?? undefined
    if (!('call' in row) || JSON.stringify(sorted(row.call)) !== JSON.stringify(sorted(wanted)))
      different += 1
  }
  return { read, different }
}

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, inner]) => [key, sorted(inner)])
    : value

describe(`${ROWS} rows out`, () => {
  it('as CSV: no cell is changed, read by another library', {
    timeout: 120_000,
  }, async () => {
    const path = await written('csv', ROWS)
    const expected = manyCalls(ROWS)
    let rows = 0
    let changed = 0
    for await (const cells of createReadStream(path).pipe(parse({ bom: true, from: 2 }))) {
      const call = expected.next().value
      rows += 1
      for (const [at, { read }] of COLUMNS.entries()) {
        const value = call === undefined ? undefined : read(call, 'en')
        const cell = typeof value === 'string' ? protectCell(value) : String(value ?? '')
        if (cells[at] !== cell) changed += 1
      }
    }
    expect({ rows, changed }).toEqual({ rows: ROWS, changed: 0 })
  })

  it('as XLSX: no cell is changed, read by another library', {
    timeout: 180_000,
  }, async () => {
    const path = await written('xlsx', ROWS)
    const [headings, ...rows] = await readSheet(path, { trim: false })
    expect(headings).toEqual(COLUMNS.map(({ heading }) => heading.en))
    const expected = manyCalls(ROWS)
    let changed = 0
    for (const cells of rows) {
      const call = expected.next().value
      for (const [at, { read }] of COLUMNS.entries()) {
        const value = call === undefined ? undefined : read(call, 'en')
        if ((cells[at] ?? undefined) !== value) changed += 1
      }
    }
    expect({ rows: rows.length, changed }).toEqual({ rows: ROWS, changed: 0 })
  })
})

describe('a file of calls', () => {
  it('comes back from every format, from GBK, and with Chinese headings', async () => {
    expect(await compared(await written('csv', 5000), 5000)).toEqual({ read: 5000, different: 0 })
    expect(await compared(await written('xlsx', 5000), 5000)).toEqual({ read: 5000, different: 0 })
    expect(await compared(await written('jsonl', 300), 300)).toEqual({ read: 300, different: 0 })
    const path = await written('csv', 300, { ...everything, headings: 'zh-CN', encoding: 'gbk' })
    const text = iconv.decode(await readFile(path), 'gbk')
    expect(text).toMatch(/^呼叫 ID,会话 ID,/)
    expect(text).toContain('用户挂机')
    expect(await compared(path, 300)).toEqual({ read: 300, different: 0 })
  })

  it('begins no formula in CSV, and none runs in a workbook', async () => {
    const csv = await readFile(await written('csv', 50), 'utf8')
    expect(csv.startsWith('\ufeff')).toBe(true)
    expect(csv).not.toMatch(/(?:^|,|\n)"?[=+@]/)
    expect(csv).toContain(",'+8613500000000,")
    const rows = await readSheet(await written('xlsx', 50), { trim: false })
    const at = COLUMNS.findIndex(({ id }) => id === 'stateDesc')
    expect(rows[2]?.[at]).toBe('=1+1')
  })

  it('may hold fewer columns in another order, as a person left it in a spreadsheet', async () => {
    const path = join(folder, 'theirs.xlsx')
    const rows = [
      ['结果', '被叫侧号码', '呼叫 ID', '备注', '开始时间 (UTC)', '通话秒数'],
      ['answered', '+8613800000001', 'call-0001', 'whatever', '2026-03-01T03:15:01.000Z', 61],
      ['great', '', 'call-0002', '', '2026-03-01T03:15:01.000Z', null],
    ]
    await writeXlsxFile(rows.map((row) => row.map((value) => (value === null ? null : { value })))).toFile(
      path,
    )
    const read = await Array.fromAsync(readCalls(path))
    expect(read).toMatchObject([
      { call: { id: 'call-0001', outcome: 'answered', b: { number: '+8613800000001' }, talkMs: 61_000 } },
      { problem: { row: 3, column: 'outcome' } },
    ])
  })

  it('that holds no calls is said to be none', async () => {
    const path = join(folder, 'other.csv')
    await writeWhole(path, Buffer.from('name,phone\nA,1\n'))
    await expect(Array.fromAsync(readCalls(path))).rejects.toThrow(NoTable)
    await writeWhole(path, Buffer.from(''))
    await expect(Array.fromAsync(readCalls(path))).rejects.toThrow(NoTable)
  })
})
