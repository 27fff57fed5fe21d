import type { BoundMode } from '../bindings/index.ts'
import type { RowField } from './batch.ts'

/** What the columns of a file can hold, per mode, in the order in which they are asked for. */
export const FIELDS_OF: Readonly<Record<BoundMode, readonly RowField[]>> = {
  axb: ['a', 'b', 'x', 'areaCode', 'direction', 'life', 'maxDuration', 'record', 'sms', 'userData'],
  ax: ['a', 'x', 'areaCode', 'direction', 'maxDuration', 'record', 'sms', 'userData'],
  axe: ['a', 'x', 'areaCode', 'extension', 'life', 'record', 'userData'],
  axyb: ['a', 'areaCode', 'direction', 'life', 'record', 'userData'],
}

/** Headings as people write them, the more telling first. */
const HEADINGS: readonly (readonly [RowField, RegExp])[] = [
  ['extension', /分机|extension|extend|^e$/i],
  ['areaCode', /城市|区号|area\s*code|city/i],
  ['x', /隐私|虚拟|小号|中间号|^x$|x\s*号|private|virtual|relation/i],
  ['direction', /方向|direction/i],
  ['life', /有效|时长.*绑定|绑定.*时长|期限|expire|duration|life|valid/i],
  ['maxDuration', /最长|通话时长|限时|max/i],
  ['record', /录音|record/i],
  ['sms', /短信|sms/i],
  ['userData', /附加|备注|订单|单号|user\s*data|order|note|remark/i],
  ['b', /被叫|客户|乙方|^b$|b\s*号|callee|customer|buyer/i],
  ['a', /主叫|商家|甲方|员工|骑手|司机|^a$|a\s*号|caller|agent|orig|bind\s*num|seller/i],
  ['a', /手机|电话|号码|phone|mobile|number/i],
]

/** What each heading is taken for; a field is taken once. */
export function guessFields(headings: readonly string[], mode: BoundMode): (RowField | undefined)[] {
  const taken = new Set<RowField>()
  const fields: (RowField | undefined)[] = headings.map(() => undefined)
  for (const [field, form] of HEADINGS) {
    if (taken.has(field) || !FIELDS_OF[mode].includes(field)) continue
    const at = headings.findIndex(
      (heading, index) => fields[index] === undefined && form.test(heading.trim()),
    )
    if (at < 0) continue
    fields[at] = field
    taken.add(field)
  }
  return fields
}
