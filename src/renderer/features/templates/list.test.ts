import { describe, expect, it } from 'vitest'
import { isTemplateId, must } from '../../../domain/values.ts'
import { NEW_TEMPLATE } from './form.ts'
import { mergeRead, rowsOf, withOne } from './list.ts'
import { templateOf } from './testing/templates.ts'

const A = 'template-a'
const B = 'template-b'
const FRESH = must('template-fresh', isTemplateId, 'template id')

describe('the list of templates', () => {
  it('takes the newer form of one, in whatever order they come', () => {
    const [older, newer] = [templateOf(A, 1, 'older'), templateOf(A, 2, 'newer')]
    expect(withOne([older], newer)).toEqual([newer])
    expect(withOne([newer], older)).toEqual([newer])
    expect(withOne([], older)).toEqual([older])
  })

  it('that was read loses nothing that changed meanwhile, and keeps nothing that is gone', () => {
    const changed = templateOf(A, 9, 'changed')
    const made = templateOf(B, 10)
    const gone = templateOf('template-gone', 2)
    const read = { revision: 5, templates: [templateOf(A, 5, 'before')] }
    expect(mergeRead([changed, made, gone], read)).toEqual([changed, made])
  })

  it('shows first what was never kept, then by title, with what was typed', () => {
    const list = [templateOf(B, 1, 'zebra'), templateOf(A, 1, 'apple')]
    const draft = { ...NEW_TEMPLATE, title: 'mango', content: '您好' }
    const drafts = new Map([
      [FRESH, NEW_TEMPLATE],
      [must(B, isTemplateId, 'template id'), draft],
    ])
    const rows = rowsOf(list, drafts, '', 'en')
    expect(rows.map(({ title, unsaved }) => [title, unsaved])).toEqual([
      ['', true],
      ['apple', false],
      ['mango', true],
    ])
    expect(rows[0]?.template).toBeUndefined()
  })

  it('finds by any part of what is written, and by the id of the platform', () => {
    const list = [
      { ...templateOf(A, 1, '还款提醒'), platformTemplateId: 'AbC123' },
      { ...templateOf(B, 1, '取件通知'), description: '快递' },
    ]
    const found = (search: string) => rowsOf(list, new Map(), search, 'zh-CN').map(({ title }) => title)
    expect(found('还款')).toEqual(['还款提醒'])
    expect(found(' abc1 ')).toEqual(['还款提醒'])
    expect(found('快递')).toEqual(['取件通知'])
    expect(found('txt_20')).toHaveLength(2)
    expect(found('没有')).toEqual([])
  })
})
