import type { en } from '../en/index.ts'
import type { Shape } from '../shape.ts'

export const uploads: Shape<typeof en.uploads> = {
  title: '上传目标',
  hint: '平台没有公开的放音文件上传接口。可按 docs/upload-target.md 自建网关，从这里直接上传；没有网关时请用“交付上传”手工上传。',
  address: '地址',
  addressHint: '网关的基础地址，须为 https；本机可用 http。',
  addressProblem: '须以 https:// 开头，不能含用户名或问号。',
  way: { label: '发送方式', put: '作为 PUT 的正文', form: '作为表单的一部分（POST）' },
  field: '表单字段名',
  fieldProblem: '只能使用字母、数字和 _ . -',
  save: '保存',
  remove: '移除上传目标',
  headers: {
    title: '请求头',
    hint: '值保存在系统钥匙串中，随每个请求发送，不会再次显示。',
    name: '名称',
    value: '值',
    set: '保存',
    setMemory: '保留到应用关闭',
    none: '还没有请求头。多数网关需要 Authorization。',
    keychain: '在钥匙串中',
    memory: '在内存中，应用关闭后失效',
    nowhere: '已丢失，请重新填写',
    remove: '移除 {{name}}',
    nameProblem: '只能使用字母、数字和连字符，例如 Authorization',
  },
  test: {
    act: '测试',
    good_other: '连接正常，请求头有效，已有 {{count}} 个放音文件。',
  },
  halted: '上传目标拒绝了请求头。在更新之前不会再向它发送请求。',
  send: {
    act: '立即上传',
    refresh: '查询审核结果',
    refreshed_other: '{{count}} 个审核有了新进展。',
    hint: '上传到 {{address}}',
    outcome: {
      sent: '已上传，审核中',
      alreadyThere: '未发送：那里已有同名文件',
      refused: '未被接受',
      notTaken: '应答丢失；文件不在那里，可以重新上传',
      unknown: '应答丢失；无法确定文件是否已在那里',
      notAcceptable: '未发送：平台不会接受',
    },
  },
}
