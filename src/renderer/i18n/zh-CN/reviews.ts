import type { en } from '../en/index.ts'
import type { Shape } from '../shape.ts'

export const reviews: Shape<typeof en.reviews> = {
  title: '平台审核',
  hint: '上传和审核都在平台的控制台进行，请在这里记下它在各账号的进度。',
  none: '未开始',
  state: {
    prompt: {
      prepared: '已备好',
      uploaded: '已上传',
      inReview: '审核中',
      passed: '审核通过',
      refused: '审核未通过',
    },
    template: {
      prepared: '已备好',
      uploaded: '已填写',
      inReview: '审核中',
      passed: '审核通过',
      refused: '审核未通过',
    },
  },
  act: {
    prompt: {
      prepared: '标记为已备好',
      uploaded: '标记为已上传',
      inReview: '标记为已提交审核',
      passed: '标记为审核通过',
      refused: '记录未通过',
    },
    template: {
      prepared: '标记为已备好',
      uploaded: '标记为已填写',
      inReview: '标记为已提交审核',
      passed: '标记为审核通过',
      refused: '记录未通过',
    },
  },
  steps: '{{profile}} 的审核进度',
  other: '{{profile}} 的其他步骤',
  since: '始于 {{time}}',
  due: '预计 {{time}} 前完成',
  overdue: '应在 {{time}} 前完成，现已超时。请查看控制台，或联系平台客服。',
  usable: '自 {{time}} 起可以使用',
  refusal: {
    label: '未通过的原因',
    hint: '即控制台“审核说明”一栏的内容。',
    keep: '保存原因',
    reason: '{{time}} 未通过：{{reason}}',
    noReason: '{{time}} 未通过，没有记下原因。',
  },
  noProfiles: '审核按账号进行，请先建立应用配置。',
  history: {
    title: '审核经过',
    none: '还没有记录任何步骤。',
    profileGone: '已删除的配置',
  },
}
