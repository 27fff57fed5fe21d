import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lintTemplate } from '../../../domain/template/index.ts'
import { steadyFindings } from './steady.ts'
import { stretchesOf } from './stretches.ts'

describe('the marks behind the text', () => {
  it('cover variables and findings, the gravest where they overlap', () => {
    const content = '于${DATE}${TIME}到VIP'
    const shown = stretchesOf(content, lintTemplate(content)).map(({ text, variable, weight }) => [
      text,
      variable,
      weight,
    ])
    expect(shown).toEqual([
      ['于', false, undefined],
      ['${DATE}', true, 'stop'],
      ['${TIME}', true, 'stop'],
      ['到', false, undefined],
      ['VIP', false, 'warn'],
    ])
  })

  it('join to the text, whatever it is and whatever was found in another', () => {
    const content = fc.array(
      fc.constantFrom('您好', '${TXT_5}', '${txt}', '5km', 'VIP', '{', '\n', ' ', '𝄞', '好'.repeat(200)),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(content, content, (one, other) => {
        const text = one.join('')
        const stretches = stretchesOf(text, lintTemplate(other.join('')))
        expect(stretches.map((stretch) => stretch.text).join('')).toBe(text)
        expect(stretches.every((stretch) => stretch.text !== '')).toBe(true)
      }),
    )
  })
})

describe('what is shown while a person types', () => {
  const shown = (now: string, before: string) =>
    steadyFindings(lintTemplate(now), lintTemplate(before)).map(({ code, offset }) => [code, offset])

  it('moves along, goes when it is mended, and says nothing new yet', () => {
    expect(shown('您的好VIP', '您好VIP')).toEqual([['latin', 3]])
    expect(shown('您好贵宾', '您好VIP')).toEqual([])
    expect(shown('您好VIP${TX', '您好VIP')).toEqual([['latin', 2]])
  })
})
