import type { en } from '../en/index.ts'
import type { Shape } from '../shape.ts'

export const doctor: Shape<typeof en.doctor> = {
  title: '体检',
  hint: '检查呼叫所依赖的各项条件。每个平台只请求一次，不会拨打电话。',
  run: '开始检查',
  check: {
    keychain: '钥匙串',
    receiver: '接收服务',
    numberFormat: '号码格式',
    reachability: '平台地址',
    clock: '系统时间',
    credentials: '鉴权',
  },
}
