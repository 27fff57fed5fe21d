import type { en } from '../en/index.ts'
import type { Shape } from '../shape.ts'

export const gaps: Shape<typeof en.gaps> = {
  title: '历史缺口',
  hint: '最近 {{days}} 天的呼叫以及本机录音中缺失或异常的内容。',
  find: '重新检查',
  none: '没有缺失',
  noneText: '每个呼叫都有话单，每段录音都有对应的呼叫。Voicedesk 每半小时自动检查一次。',
  status_other: '{{count}} 处缺口',
  statusText: '最近两个月的历史中有缺失或异常的内容。',
  open: '打开列表',
  kinds: '缺口种类',
  firstCall: '上一次呼叫：{{when}}',
  kind: {
    noFee: '缺少话单',
    noRecording: '缺少录音',
    recordingNoFee: '有录音而无话单',
    strayRecording: '录音无对应呼叫',
    twins: '重复呼叫',
    unknownCall: '非本机发起',
  },
  why: {
    noFee: '呼叫已知，但话单未到。平台每小时重推一次，共六次，现已结束。两个月内可请平台支持人员手工重推。',
    noRecording: '要求了录音，通话时长也足够，但话单中没有录音：平台录音失败，或应用未开通录音。',
    recordingNoFee:
      '本机有这次呼叫的录音，但没有话单，而是否录音只由话单说明。恢复较早的备份后会出现这种情况。录音会保留，收到话单后即可再次收听。',
    strayRecording:
      '“recordings” 文件夹中的录音文件不属于历史中的任何呼叫：呼叫已删除、不在所恢复的备份中，或文件是人工放入的。它不会被自动删除。',
    twins: '一分钟内再次呼叫了相同的两个号码，可能是重复点击。',
    unknownCall: '平台推送了不是由本机发起的呼叫：由另一台机器发起，或在恢复备份之前发起。',
  },
  request: '给平台支持人员的请求',
  copyChinese: '复制中文',
  copyEnglish: '复制英文',
  showAll: '显示全部 {{count}} 条',
  newest: '列表为 {{total}} 条中最新的 {{shown}} 条。',
}
