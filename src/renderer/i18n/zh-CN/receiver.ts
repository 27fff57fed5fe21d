import type { en } from '../en/index.ts'
import type { Shape } from '../shape.ts'

export const receiver: Shape<typeof en.receiver> = {
  listening: '接收服务监听中',
  notListening: '接收服务未运行',
  never: '尚无通知',
  last: '上次通知 {{ago}}',
  title: '接收服务',
  text: '平台通过向此服务推送通知来告知呼叫的进展。',
  address: '告知平台的地址',
  noAddress: '无',
  pushes: '已保存的通知',
  quarantined: '无法识别的通知',
  lastPush: '上次通知',
  problemPort: '端口已被其他程序占用，请在设置中更换端口。',
  problemPermission: '系统不允许使用此端口，请在设置中选择 1024 以上的端口。',
  problemOther: '接收服务无法启动（{{problem}}）。',
  open: '接收服务设置',
  quarantine: {
    title: '隔离区',
    hint: '无法识别的通知按原样保存在这里，并说明原因。',
    emptyTitle: '隔离区是空的',
    emptyText: '无法识别的通知会列在这里，并附上原因。',
    received: '收到时间',
    kind: '类型',
    reason: '原因',
    size: '大小',
    bytes_other: '{{count}} 字节',
    status: '状态通知',
    fee: '话单',
    excerpt: '开头部分（号码已遮盖）',
  },
}
