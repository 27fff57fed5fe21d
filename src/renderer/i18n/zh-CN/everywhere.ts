import type { en } from '../en/index.ts'
import type { Shape } from '../shape.ts'

export const common: Shape<typeof en.common> = {
  retry: '重试',
  cancel: '取消',
  save: '保存',
  close: '关闭',
  saved: '已保存',
  copy: '复制',
  copied: '已复制',
  copyNumber: '复制号码 {{number}}',
  loading: '正在读取',
  reference: '日志编号 {{ref}}',
  resize: '列表宽度',
  clear: '清除',
  minutes_other: '{{count}} 分钟',
  environment: { real: '真实', test: '测试', simulator: '模拟器' },
  service: {
    callback: '语音回呼',
    notification: '语音通知',
    verification: '语音验证码',
    axb: '隐私号 AXB',
    ax: '隐私号 AX',
    axe: '隐私号 AXE',
    axyb: '隐私号 AXYB',
    x: '隐私号 X',
  },
  kind: { mobile: '手机', landline: '固话' },
  check: { pass: '正常', warn: '需留意', fail: '异常', unknown: '未知' },
}
