import { CallOutcome } from '../../contract/calls.ts'
import { SkipReason } from '../../contract/campaigns.ts'
import { outcomeLabel, rowStateLabel, skipLabel } from '../../domain/explain/index.ts'
import type { StoredRow } from '../store/index.ts'

export type Wording = {
  readonly language: 'zh-CN' | 'en'
  /** Numbers as they may leave the application. */
  readonly forFiles: (text: string) => string
}

const HEAD = {
  'zh-CN': {
    row: '行',
    number: '号码',
    state: '状态',
    result: '结果',
    attempts: '呼叫次数',
    digits: '按键',
    tag: '标签',
    callBack: '需要回拨',
    yes: '是',
  },
  en: {
    row: 'row',
    number: 'number',
    state: 'state',
    result: 'result',
    attempts: 'calls',
    digits: 'keys',
    tag: 'tag',
    callBack: 'call back',
    yes: 'yes',
  },
} as const

/** The columns of the list stand between the number and the result. */
export function exportHead(columns: readonly string[], { language }: Wording): string[] {
  const { row, number, state, result, attempts, digits, tag, callBack } = HEAD[language]
  return [row, number, ...columns, state, result, attempts, digits, tag, callBack]
}

export function exportRow(row: StoredRow, columns: number, { language, forFiles }: Wording): string[] {
  const cells = Array.from({ length: columns }, (_, at) => forFiles(row.cells[at] ?? ''))
  return [
    String(row.row),
    forFiles(row.number),
    ...cells,
    rowStateLabel(row.state, language),
    resultOf(row, language),
    String(row.attempts),
    row.digits ?? '',
    row.tag ?? '',
    row.callBack ? HEAD[language].yes : '',
  ]
}

function resultOf({ state, reason }: StoredRow, language: Wording['language']): string {
  if (state === 'skipped') {
    const skip = SkipReason.safeParse(reason)
    return skip.success ? skipLabel(skip.data, language) : ''
  }
  const outcome = CallOutcome.safeParse(reason)
  return outcome.success ? outcomeLabel(outcome.data, language) : ''
}
