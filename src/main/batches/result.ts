import type { RowState } from '../../domain/batches/index.ts'
import { explainBindingFinding, explainResult } from '../../domain/explain/index.ts'
import type { BatchId } from '../../domain/values.ts'
import type { Store, StoredBatchRow } from '../store/index.ts'

const PAGE = 500

/** Further columns of the result, after those of the file. */
export const RESULT_HEAD = {
  'zh-CN': ['结果', '说明', '隐私号码', '分机号', '绑定 ID'],
  en: ['Result', 'Why', 'Private number', 'Extension', 'Subscription id'],
} as const

const STATES: Readonly<Record<RowState, Readonly<Record<'zh-CN' | 'en', string>>>> = {
  stopped: { 'zh-CN': '未绑定：内容有误', en: 'not bound: to be mended' },
  waiting: { 'zh-CN': '等待绑定', en: 'waiting' },
  binding: { 'zh-CN': '绑定中', en: 'being bound' },
  bound: { 'zh-CN': '已绑定', en: 'bound' },
  refused: { 'zh-CN': '平台拒绝', en: 'refused' },
  unknown: { 'zh-CN': '结果未知', en: 'unknown' },
  undone: { 'zh-CN': '已撤销', en: 'undone' },
}

/** The rows of the file with what became of each, a page at a time. */
export async function* resultRows(
  store: Store,
  batchId: BatchId,
  language: 'zh-CN' | 'en',
  forFiles: (text: string) => string,
): AsyncIterable<readonly (readonly string[])[]> {
  for (let afterRow = 0; ; ) {
    const rows = await store.batchRows({ batchId, afterRow, limit: PAGE })
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map((row) => [...row.cells, ...outcome(row, language)].map(forFiles))
    afterRow = last.row
  }
}

function outcome(row: StoredBatchRow, language: 'zh-CN' | 'en'): string[] {
  const { binding } = row
  return [
    STATES[row.state][language],
    why(row, language),
    binding?.x ?? '',
    binding?.extension ?? '',
    binding?.subscriptionId ?? '',
  ]
}

function why(row: StoredBatchRow, language: 'zh-CN' | 'en'): string {
  const code = row.binding?.problem?.resultcode
  if (code !== undefined) return `${code} ${explainResult(code, row.binding?.problem?.httpStatus, language)}`
  return row.findings
    .filter(({ weight }) => weight !== 'note')
    .map((finding) => explainBindingFinding(finding, language).message)
    .join(' ')
}
