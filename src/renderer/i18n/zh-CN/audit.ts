import type { en } from '../en/index.ts'
import type { Shape } from '../shape.ts'

export const audit: Shape<typeof en.audit> = {
  title: '审计日志',
  hint: '记录谁听取、查看、导出、删除了什么。只能追加，每一条都与前一条环环相扣。',
  verify: '校验日志',
  whole_other: '日志完整，共 {{count}} 条。把下面的值另存一处，以后可据此证明。',
  broken: '日志被外部改动过：第 {{seq}} 条与前文不符。',
  empty: '还没有需要记录的操作。',
  more: '显示更早的记录',
  at: '时间',
  who: '操作人',
  what: '操作',
  subject: '对象',
  param: '{{name}}：{{value}}',
  action: {
    number: {
      revealed: '显示完整号码',
    },
    recording: {
      played: '播放录音',
      downloaded: '下载录音',
      redacted: '录音已脱敏',
      unsealed: '打开封存的原始录音',
    },
    export: {
      made: '导出数据',
    },
    import: {
      made: '已导入呼叫',
    },
    backup: {
      made: '创建备份',
      restored: '恢复备份',
    },
    retention: {
      deleted: '到期删除',
    },
    binding: {
      bound: '绑定隐私号码',
      changed: '修改绑定',
      unbound: '解绑隐私号码',
    },
    batch: {
      bound: '执行批量绑定',
      undone: '撤销批量绑定',
    },
    hold: {
      placed: '设为法务保留',
      lifted: '解除法务保留',
    },
    masking: {
      turnedOn: '开启号码遮盖',
      turnedOff: '关闭号码遮盖',
    },
  },
}
