import type { en } from '../en/index.ts'
import type { Shape } from '../shape.ts'

export const tasks: Shape<typeof en.tasks> = {
  title: '任务',
  running_other: '{{count}} 项任务',
  over_other: '{{count}} 项任务已结束',
  failed_other: '{{count}} 项任务失败',
  share: '{{percent}}%',
  done: '已完成 {{done}}',
  doneOf: '{{done}} / {{total}}',
  rate: '每秒 {{rate}}',
  left: '剩余 {{left}}',
  result: '保存文件',
  imported: '新增 {{added}} 个，已有 {{known}} 个，{{unread}} 行无法读取',
  cancel: '取消',
  cancelNamed: '取消：{{name}}',
  dismissNamed: '从列表移除：{{name}}',
  progressNamed: '进度：{{name}}',
  state: {
    done: '{{at}} 完成',
    failed: '{{at}} 失败',
    cancelled: '{{at}} 已取消',
  },
  kind: {
    historyExport: '导出历史记录',
    costExport: '导出费用',
    campaignImport: '导入“{{name}}”的名单',
    campaignCheck: '检查“{{name}}”',
    campaignExport: '导出“{{name}}”的结果',
    historyImport: '导入呼叫',
    backup: '备份',
    retention: '清除到期数据',
    recordingPack: '录音打包为 ZIP',
    reconciliation: '与平台核对绑定',
    bindingBatch: '批量绑定',
  },
}
