import type { en } from '../en/index.ts'
import type { Shape } from '../shape.ts'

export const annotations: Shape<typeof en.annotations> = {
  title: '备注与小结',
  note: '备注',
  notePlaceholder: '约定了什么；自动保存',
  tags: '标签',
  tagsPlaceholder: '添加标签，按回车或逗号确认',
  reviewed: '已质检',
  saving: '正在保存',
  saved: '已保存',
  wrapUp: {
    label: '小结代码',
    choose: '小结代码',
    missing: '请选择小结代码',
    owed: '这通呼叫还没有小结代码。也可以之后在历史中补选。',
    stay: '选择代码',
    without: '不选代码并收起',
  },
  codes: {
    title: '小结代码',
    hint: '用团队自己的话说明通话结果。每次通话后可选，也可用来筛选历史。',
    owner: '适用于',
    all: '全部应用配置',
    list: '代码，每行一个',
    listHint: '删掉的代码不再提供选择；已用它的通话保持不变。',
    mandatory: '此应用配置每次接通后都要求选择代码',
  },
}
