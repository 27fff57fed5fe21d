import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTexts } from '../../i18n/index.ts'
import { copyOf, fieldsOf, formOf, isSameForm, NEW_TEMPLATE, problemsOf, type TemplateForm } from './form.ts'
import { templateOf } from './testing/templates.ts'

const { t } = createTexts('en')
const FORM: TemplateForm = { ...NEW_TEMPLATE, title: '取件通知', content: '您好${TXT_20}。' }

describe('the form of a template', () => {
  it('is what is sent, without the fields that say nothing', () => {
    expect(fieldsOf(FORM)).toEqual({ title: '取件通知', content: '您好${TXT_20}。' })
    expect(fieldsOf({ ...FORM, scene: '  ', platformTemplateId: ' a1b2 ' })).toEqual({
      title: '取件通知',
      content: '您好${TXT_20}。',
      platformTemplateId: 'a1b2',
    })
  })

  it('comes back as it was sent', () => {
    const text = fc.string({ maxLength: 30 }).map((one) => one.trim())
    const form = fc.record({
      title: text.filter((one) => one !== ''),
      content: fc.string({ maxLength: 60 }),
      speed: text,
      scene: text,
      description: text,
      platformTemplateId: text,
    })
    fc.assert(
      fc.property(form, (one) => {
        const fields = fieldsOf(one)
        expect(fields === undefined ? undefined : formOf(fields)).toEqual(one)
      }),
    )
  })

  it.each([
    ['title', { title: ' ' }],
    ['title', { title: 'x'.repeat(101) }],
    ['content', { content: '好'.repeat(4001) }],
    ['platformTemplateId', { platformTemplateId: 'x'.repeat(33) }],
    ['scene', { scene: 'x'.repeat(101) }],
    ['speed', { speed: 'x'.repeat(41) }],
    ['description', { description: 'x'.repeat(501) }],
  ])('says what is wrong with %s, and is not sent', (field, change) => {
    const form = { ...FORM, ...change }
    expect(Object.keys(problemsOf(form, t))).toEqual([field])
    expect(fieldsOf(form)).toBeUndefined()
  })

  it('is kept with a content that the platform would refuse', () => {
    const form = { ...FORM, content: '${TXT}' }
    expect(problemsOf(form, t)).toEqual({})
    expect(fieldsOf(form)?.content).toBe('${TXT}')
  })

  it('of a copy has all but the id that the platform gave', () => {
    const template = { ...templateOf('template-a', 1), scene: '物流', platformTemplateId: 'a1b2' }
    expect(copyOf(template, 'Copy')).toEqual({ ...formOf(template), title: 'Copy', platformTemplateId: '' })
  })

  it('is another as soon as one field is another', () => {
    for (const field of [
      'title',
      'content',
      'speed',
      'scene',
      'description',
      'platformTemplateId',
    ] as const) {
      expect(isSameForm(FORM, { ...FORM, [field]: 'x' })).toBe(false)
    }
    expect(isSameForm(FORM, { ...FORM })).toBe(true)
  })
})
