import type { en } from '../en/index.ts'
import type { Shape } from '../shape.ts'

export const contacts: Shape<typeof en.contacts> = {
  title: '联系人',
  search: '按姓名、公司或号码查找',
  add: '新建',
  new: '新联系人',
  open: '联系人',
  name: '给号码起名',
  import: '导入',
  export: '导出',
  imported: '联系人已导入',
  importedText: '新增 {{added}}，更新 {{updated}}，未变 {{unchanged}}，缺姓名或号码 {{skipped}}。',
  total_other: '{{count}} 个联系人',
  pickTitle: '请选择联系人',
  pickText: '这里起的名字会显示在号码出现的所有地方。',
  emptyTitle: '还没有联系人',
  emptyText: '可从 CSV、XLSX 或 vCard 文件导入，也可在通话中给号码起名。',
  noneTitle: '没有符合的联系人',
  noneText: '请试试姓名的一部分，或号码的最后几位。',
  saved: '已保存 {{name}}。',
  remove: '删除',
  removed: '已删除 {{name}}。',
  calls: '通话',
  field: {
    name: '姓名',
    company: '公司',
    note: '备注',
    numbers: '号码',
    numbersHint: '每行一个，按拨号的写法',
  },
}
