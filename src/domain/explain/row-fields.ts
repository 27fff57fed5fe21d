import type { RowField } from '../batches/batch.ts'
import type { Language } from './tables.ts'

/** What the columns of a file of bindings are called, on the screen and in what is said of a cell. */
export const ROW_FIELD_NAMES: Readonly<Record<Language, Readonly<Record<RowField, string>>>> = {
  'zh-CN': {
    a: 'A',
    b: 'B',
    x: 'X',
    areaCode: '区号',
    extension: '分机号',
    direction: '方向',
    life: '有效期',
    maxDuration: '最长通话（分钟）',
    record: '录音',
    sms: '短信',
    userData: '附加数据',
  },
  en: {
    a: 'A',
    b: 'B',
    x: 'X',
    areaCode: 'Area code',
    extension: 'Extension',
    direction: 'Direction',
    life: 'Life',
    maxDuration: 'Longest call (min)',
    record: 'Record',
    sms: 'SMS',
    userData: 'User data',
  },
}
