import type { en } from '../en/index.ts'
import type { Shape } from '../shape.ts'

export const exports: Shape<typeof en.exports> = {
  title: '导出呼叫',
  format: '格式',
  xlsx: 'Excel (XLSX)',
  csv: 'CSV',
  jsonl: 'JSON 行',
  all: '将导出全部呼叫。',
  everything: '导出全部呼叫，不限于当前筛选',
  jsonlHint: '每行一个完整的呼叫，供程序读取。',
  columns: '列',
  columnsHint: '选择全部列时，可无损地重新导入。',
  allColumns: '全部',
  usualColumns: '常用',
  headings: '标题语言',
  encoding: '编码',
  act: '导出',
}
