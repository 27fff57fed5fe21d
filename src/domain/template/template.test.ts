import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeBeyond, utf8Length } from './bytes.ts'
import { chineseNumber } from './chinese-number.ts'
import { isTemplateAcceptable, lintTemplate, mendTemplate, type TemplateFinding } from './lint.ts'
import { parseTemplate, type Variable, variablesOf, writeVariable } from './parse.ts'

const codes = (content: string) => lintTemplate(content).map(({ code }) => code)
const stops = (content: string) => lintTemplate(content).filter(({ weight }) => weight === 'stop')
const at = (content: string, finding: TemplateFinding | undefined) =>
  finding === undefined ? undefined : content.slice(finding.offset, finding.offset + finding.length)

const han = fc.constantFrom(...'您的快递已到请取款项付清订单号码时间地点，。、：')
const hanText = fc.string({ unit: han, minLength: 1, maxLength: 12 }).map((text) => `您${text}`)
const variable: fc.Arbitrary<Variable> = fc.oneof(
  fc.record({ kind: fc.constantFrom('TXT' as const, 'NUM' as const), most: fc.integer({ min: 1, max: 32 }) }),
  fc.record({ kind: fc.constantFrom('DATE' as const, 'TIME' as const) }),
)
const anyContent = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc
    .array(
      fc.oneof(
        hanText,
        variable.map(writeVariable),
        fc.constantFrom(
          '${',
          '}',
          '{',
          '$',
          '＄｛NUM_3｝',
          '${txt_5}',
          '{NUM_3}',
          '${TXT}',
          '${NUM_0}',
          '$DATE',
        ),
        fc.constantFrom('${TXT_40}', ' ', '\n', '1234', '5km', '30%', 'VIP', '${DATE}${TIME}'),
      ),
      { maxLength: 12 },
    )
    .map((pieces) => pieces.join('')),
)

describe('bytes', () => {
  it('are counted as UTF-8 has them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat({ max: 40 }), (text, most) => {
        expect(utf8Length(text)).toBe(Buffer.byteLength(text))
        const place = placeBeyond(text, most)
        expect(Buffer.byteLength(text.slice(0, place))).toBeLessThanOrEqual(most)
        if (place < text.length) {
          const [next = ''] = text.slice(place)
          expect(Buffer.byteLength(text.slice(0, place)) + Buffer.byteLength(next)).toBeGreaterThan(most)
        }
      }),
    )
  })
})

describe('the parts of a template', () => {
  it('join to the content, whatever it is', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const parts = parseTemplate(content)
        expect(parts.map(({ written }) => written).join('')).toBe(content)
        for (const part of parts) expect(content.substr(part.offset, part.length)).toBe(part.written)
      }),
    )
  })

  it('are the variables that were written, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hanText, variable), { maxLength: 8 }), (pieces) => {
        const content = pieces.map(([text, one]) => text + writeVariable(one)).join('')
        const found = variablesOf(content).map(({ offset: _offset, length: _length, ...one }) => one)
        expect(found).toEqual(pieces.map(([, one]) => one))
        expect(isTemplateAcceptable(lintTemplate(content || '您好'))).toBe(utf8Length(content) <= 900)
      }),
    )
  })
})

describe('a template', () => {
  it.each([
    ['您好，您的快递已到${TXT_20}，取件码${NUM_6}。'],
    ['请于${DATE}，${TIME}到场。'],
    ['请于${DATE},${TIME}到场。'],
    ['请于${DATE}的${TIME}到场。'],
    ['一等奖'],
    ['〇号楼'],
    ['您好：2017/12/31 23:59:59到期，每天08:30开门，共3件。'],
    ['您好｛注意｝'],
  ])('%s is in order', (content) => {
    expect(codes(content)).toEqual([])
  })

  it.each([
    ['您好${TXT}', 'variableLength', '${TXT}', undefined],
    ['您好${NUM_}', 'variableLength', '${NUM_}', undefined],
    ['您好${txt_5}', 'variableWriting', '${txt_5}', '${TXT_5}'],
    ['您好${ NUM_5 }', 'variableWriting', '${ NUM_5 }', '${NUM_5}'],
    ['您好${TXT_05}', 'variableWriting', '${TXT_05}', '${TXT_5}'],
    ['您好${TXT5}', 'variableWriting', '${TXT5}', '${TXT_5}'],
    ['您好${Date}', 'variableWriting', '${Date}', '${DATE}'],
    ['您好${TIME_8}', 'variableWriting', '${TIME_8}', '${TIME}'],
    ['您好${TXT_0}', 'variableZero', '${TXT_0}', undefined],
    ['您好${name}先生', 'variableUnknown', '${name}', undefined],
    ['您好${}', 'variableUnknown', '${}', undefined],
    ['您好${NUM_3，再见', 'variableUnclosed', '${NUM_3', '${NUM_3}'],
    ['您好${', 'variableUnclosed', '${', undefined],
    ['您好{NUM_3}', 'variableDollar', '{NUM_3}', '${NUM_3}'],
    ['您好$NUM_3', 'variableBraces', '$NUM_3', '${NUM_3}'],
    ['您好$DATE', 'variableBraces', '$DATE', '${DATE}'],
    ['您好＄｛NUM_3｝', 'variableFullWidth', '＄｛NUM_3｝', '${NUM_3}'],
    ['您好${ＴＸＴ_3}', 'variableWriting', '${ＴＸＴ_3}', '${TXT_3}'],
    ['您好${TXT_33}', 'variableTooLong', '${TXT_33}', '${TXT_32}${TXT_1}'],
    ['您好${NUM_64}', 'variableTooLong', '${NUM_64}', '${NUM_32}${NUM_32}'],
    ['您好${NUM_99999}', 'variableTooLong', '${NUM_99999}', undefined],
    ['于${DATE}${TIME}到', 'datesTouch', '${DATE}${TIME}', '${DATE}，${TIME}'],
    ['于${TIME} ${DATE}到', 'datesTouch', '${TIME} ${DATE}', '${TIME}，${DATE}'],
    ['${TXT_5}您好', 'firstNotChinese', '${TXT_5}', undefined],
    ['  您好', 'firstNotChinese', '  ', ''],
    ['，您好', 'firstNotChinese', '，', undefined],
    ['𝄞您好', 'firstNotChinese', '𝄞', undefined],
    ['', 'empty', '', undefined],
    [' \n', 'empty', ' \n', undefined],
  ])('%j: %s', (content, code, place, mend) => {
    const [first, ...others] = stops(content)
    expect(first?.code).toBe(code)
    expect(at(content, first)).toBe(place)
    expect(first?.mend).toBe(mend)
    expect(others).toEqual([])
  })

  it('may have 900 bytes and no more', () => {
    expect(stops('好'.repeat(300))).toEqual([])
    const long = `${'好'.repeat(300)}再见`
    const [finding] = stops(long)
    expect(finding).toMatchObject({ code: 'tooLong', params: { bytes: 906, most: 900, over: 6 } })
    expect(at(long, finding)).toBe('再见')
  })

  it.each([
    ['共1234元', 'digits', 'note', '1234', '一千二百三十四'],
    ['拨打4008001234', 'digits', 'note', '4008001234', undefined],
    ['码007', 'digits', 'note', '007', undefined],
    ['价12.50元', 'digits', 'note', '12.50', undefined],
    ['您的VIP服务', 'latin', 'warn', 'VIP', undefined],
    ['请用Wi-Fi登录', 'latin', 'warn', 'Wi-Fi', undefined],
    ['距${NUM_3}km', 'unit', 'warn', 'km', '公里'],
    ['重5kg', 'unit', 'warn', 'kg', '公斤'],
    ['降30%', 'unit', 'warn', '30%', '百分之三十'],
    ['降${NUM_2}%', 'unit', 'warn', '%', undefined],
    ['高温5℃', 'unit', 'warn', '℃', '摄氏度'],
    ['走m线', 'latin', 'warn', 'm', undefined],
    ['花括号}在此', 'bareSign', 'warn', '}', undefined],
    ['五$起', 'bareSign', 'warn', '$', undefined],
    ['见{附件}', 'bareSign', 'warn', '{附件}', undefined],
  ])('%s is advised: %s', (content, code, weight, place, mend) => {
    const [finding, ...others] = lintTemplate(content)
    expect(finding).toMatchObject({ code, weight })
    expect(at(content, finding)).toBe(place)
    expect(finding?.mend).toBe(mend)
    expect(others).toEqual([])
  })

  it('tells what stops it first, and then by place', () => {
    expect(codes('您的VIP码1234，${TXT}${NUM_99}')).toEqual([
      'variableLength',
      'variableTooLong',
      'latin',
      'digits',
    ])
  })

  it('has findings in places that exist', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        for (const { offset, length } of lintTemplate(content)) {
          expect(offset).toBeGreaterThanOrEqual(0)
          expect(offset + length).toBeLessThanOrEqual(content.length)
        }
      }),
    )
  })

  it('is mended step by step until nothing is left that can be mended', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        let mended = content
        for (let steps = 0; ; steps += 1) {
          expect(steps).toBeLessThan(200)
          const finding = lintTemplate(mended).find(({ mend }) => mend !== undefined)
          if (finding?.mend === undefined) break
          mended = mendTemplate(mended, { ...finding, mend: finding.mend })
        }
      }),
    )
  })
})

describe('a number in Chinese', () => {
  it.each([
    [0, '零'],
    [7, '七'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [101, '一百零一'],
    [110, '一百一十'],
    [1001, '一千零一'],
    [1010, '一千零一十'],
    [10_000, '一万'],
    [10_010, '一万零一十'],
    [100_001, '十万零一'],
    [120_000, '十二万'],
    [20_001_000, '二千万一千'],
    [99_999_999, '九千九百九十九万九千九百九十九'],
    [100_000_000, undefined],
    [1.5, undefined],
    [-1, undefined],
  ])('%d is %s', (value, words) => {
    expect(chineseNumber(value)).toBe(words)
  })

  it('means what it was made of', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (value) => {
        expect(understood(chineseNumber(value) ?? '')).toBe(value)
      }),
    )
  })
})

/** Reads a number the other way, by its words alone. */
function understood(words: string): number {
  let whole = 0
  let group = 0
  let digit = 0
  for (const word of words) {
    const found = '零一二三四五六七八九'.indexOf(word)
    const place = { 十: 10, 百: 100, 千: 1000 }[word]
    if (found >= 0) digit = found
    else if (place !== undefined) {
      group += (digit === 0 ? 1 : digit) * place
      digit = 0
    } else {
      whole = (group + digit) * 10_000
      group = 0
      digit = 0
    }
  }
  return whole + group + digit
}
