import type { en } from '../en/index.ts'
import type { Shape } from '../shape.ts'

export const doNotCall: Shape<typeof en.doNotCall> = {
  title: '免呼名单',
  list: '不呼叫的号码',
  hint: '外呼任务会跳过这些号码；手动呼叫不受限制。',
  find: '号码片段',
  add: '添加号码',
  number: '号码',
  note: '备注',
  noteHint: '原因，或由谁提出',
  addAct: '添加',
  file: '从文件导入',
  fileHint: 'CSV 或 XLSX 文件中某一列的全部号码。',
  choose: '选择文件',
  imported_other: '已添加 {{count}} 个号码，{{known}} 个已存在，{{wrong}} 行没有有效号码',
  emptyTitle: '名单为空',
  emptyText: '添加到这里的号码，所有外呼任务都会跳过。',
  noneTitle: '没有这个号码',
  noneText: '名单中没有包含这些数字的号码。',
  total_other: '共 {{count}} 个号码',
  remove: '移出名单',
  removed: '已移出名单',
  undo: '撤销',
  more: '显示更多',
}
