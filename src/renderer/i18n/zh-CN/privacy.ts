import type { en } from '../en/index.ts'
import type { Shape } from '../shape.ts'

export const privacy: Shape<typeof en.privacy> = {
  reveal: '显示完整号码 {{number}}',
  revealHint: '短时间显示完整号码，并记入审计日志',
  hide: '重新遮盖 {{number}}',
  masking: {
    title: '号码显示',
    hint: '立即生效，适用于所有界面。',
    label: '遮盖个人号码',
    example: '138 •••• 0001。复制、导出和标题中同样遮盖。应用配置中的号码仍完整显示，按后四位仍可查找。',
    seconds: '完整显示的秒数',
    secondsHint: '5 到 300。每次显示都记入审计日志。',
  },
}
