import { describe, expect, it } from 'vitest'
import { en } from './en/index.ts'
import { createTexts } from './index.ts'
import { zhCN } from './zh-CN/index.ts'

function leaves(value: object, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]): [string, string][] =>
    typeof inner === 'string' ? [[`${path}${key}`, inner]] : leaves(inner, `${path}${key}.`),
  )
}

const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()
const english = leaves(en)
const chinese = new Map(leaves(zhCN))

describe('screen texts', () => {
  it('has the same keys in both languages, but for the plural that Chinese does not have', () => {
    const expected = english.map(([key]) => key).filter((key) => !key.endsWith('_one'))
    expect([...chinese.keys()].sort()).toEqual(expected.sort())
  })

  it('has both English plurals wherever it has one', () => {
    const keys = new Set(english.map(([key]) => key))
    for (const key of keys) {
      if (key.endsWith('_one')) expect(keys).toContain(key.replace(/_one$/, '_other'))
      if (key.endsWith('_other')) expect(keys).toContain(key.replace(/_other$/, '_one'))
    }
  })

  it('has no empty text, no exclamation mark, and the same holes to fill', () => {
    for (const [key, text] of [...english, ...chinese]) {
      expect(text.trim(), key).not.toBe('')
      expect(text, key).not.toMatch(/[!！]/)
    }
    for (const [key, text] of english) {
      const other = chinese.get(key)
      if (other !== undefined) expect(holes(other), key).toEqual(holes(text))
    }
  })

  it('counts by the rules of the language', () => {
    expect(createTexts('en').t('history.fresh', { count: 3 })).toBe('3 new')
    expect(createTexts('en').t('dial.next.limit', { count: 1 })).toContain('1 minute of')
    expect(createTexts('zh-CN').t('history.fresh', { count: 3 })).toBe('3 条新记录')
  })
})
