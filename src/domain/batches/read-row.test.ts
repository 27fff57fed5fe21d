import { describe, expect, it } from 'vitest'
import { explainBindingFinding } from '../explain/index.ts'
import { isE164, must } from '../values.ts'
import { readRow } from './index.ts'

const X = must('+8617000000033', isE164, 'number')
const DEFAULTS = {
  mode: 'axb',
  x: { by: 'number', number: X },
  direction: 'both',
  lifeS: 0,
  record: false,
  maxDurationMinutes: 0,
} as const
const MAPPING = { a: 0, b: 1, life: 2, record: 3, maxDuration: 4 }
const row = (...cells: string[]) => readRow(cells, MAPPING, DEFAULTS)

describe('a row of a file', () => {
  it.each([
    ['13800000011', '+8613800000011'],
    ['+86 138-0000-0011', '+8613800000011'],
    ['０１０-６２３４５６７８', '+861062345678'],
    ['4008001234', '+864008001234'],
    ['400-800-1234', '+864008001234'],
    ['95588', '+8695588'],
  ])('reads the number %s', (cell, number) => {
    const { terms, findings } = row(cell, '13900000022')
    expect(terms?.a ?? findings).toBe(number)
  })

  it('says of a service number that it cannot be bound, not that it is none', () => {
    expect(row('13800000011', '4008001234').findings).toMatchObject([{ code: 'notBindable', field: 'b' }])
  })

  it.each([
    ['2 天', 172_800],
    ['36h', 129_600],
    ['90', 90],
    ['永久', 0],
  ])('reads the life %s', (cell, lifeS) => {
    expect(row('13800000011', '13900000022', cell).terms).toMatchObject({ lifeS })
  })

  it.each([
    [['nonsense', '13900000022'], 'a', '“A”的内容无法识别。', 'What stands for “A” cannot be read.'],
    [['13800000011', '12'], 'b', '“B”的内容无法识别。', 'What stands for “B” cannot be read.'],
    [
      ['13800000011', '13900000022', 'soon'],
      'life',
      '“有效期”的内容无法识别。',
      'What stands for “Life” cannot be read.',
    ],
    [
      ['13800000011', '13900000022', '', '', '1441'],
      'maxDuration',
      '“最长通话（分钟）”的内容无法识别。',
      'What stands for “Longest call (min)” cannot be read.',
    ],
  ])('%j is stopped, and the column is named as the screen names it', (cells, field, zh, en) => {
    const [finding] = row(...cells).findings
    expect(finding).toMatchObject({ code: 'cellUnreadable', weight: 'stop', field })
    if (finding === undefined) return
    expect(explainBindingFinding(finding, 'zh-CN').message).toBe(zh)
    expect(explainBindingFinding(finding, 'en').message).toBe(en)
  })
})
