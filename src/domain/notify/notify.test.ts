import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainContentFinding } from '../explain/index.ts'
import { isTemplateId, must } from '../values.ts'
import {
  areContentsAcceptable,
  type Content,
  type ContentFindingCode,
  checkContents,
  codeProblem,
  codeSeconds,
  heardSteps,
  type Library,
  LONGEST_CODE,
  MOST_CONTENTS,
  MOST_DIGITS,
  MOST_TIMES,
  maskCode,
  minutesFor,
  playbackSeconds,
  promptsIn,
  SHORTEST_CODE,
  USUAL_TIMES,
} from './index.ts'

const parcel = must('template-parcel', isTemplateId, 'id')
const unfinished = must('template-unfinished', isTemplateId, 'id')
const unknown = must('template-unknown', isTemplateId, 'id')
// biome-ignore lint/suspicious/noTemplateCurlyInString: the platform writes its variables like this
const PARCEL = '您有${NUM_2}件快递请到${TXT_32}领取，截止${DATE}，${TIME}'
const library: Library = {
  template: (id) =>
    id === parcel
      ? { id, title: '快递', content: PARCEL, platformTemplateId: 'a1b2c3d4e5f6', passed: true }
      : id === unfinished
        ? { id, title: '新的', content: '您的订单已经发出。', passed: false }
        : undefined,
  prompt: (name) =>
    name === 'greeting_1.wav'
      ? { name, passed: true, seconds: 4 }
      : name === 'new.wav'
        ? { name, passed: false, seconds: 2 }
        : undefined,
}
const prompt = (name = 'greeting_1.wav', more: Partial<Content> = {}): Content => ({
  kind: 'prompt',
  name,
  ...(more.collect === undefined ? {} : { collect: more.collect }),
})
const template = (values: readonly string[], more: Partial<Content> = {}): Content => ({
  kind: 'template',
  templateId: parcel,
  values,
  ...(more.collect === undefined ? {} : { collect: more.collect }),
})
const GOOD = ['3', '人民公园正门', '2026/03/01', '18:30']

describe('contents', () => {
  it('takes the documented notification', () => {
    const contents = [prompt(), template(GOOD, { collect: { digits: 1, replayOn: '1' } })]
    expect(checkContents(contents, library)).toEqual([])
  })

  it.each<[string, readonly Content[], ContentFindingCode, 'stop' | 'warn']>([
    ['nothing', [], 'none', 'stop'],
    ['six contents', Array.from({ length: MOST_CONTENTS + 1 }, () => prompt()), 'tooMany', 'stop'],
    ['no prompt chosen', [prompt(' ')], 'promptEmpty', 'stop'],
    ['a name with Chinese', [prompt('问候.wav')], 'promptName', 'stop'],
    ['a name without its ending', [prompt('greeting')], 'promptName', 'stop'],
    ['a prompt of elsewhere', [prompt('other.wav')], 'promptUnknown', 'warn'],
    ['a prompt in review', [prompt('new.wav')], 'promptNotPassed', 'warn'],
    [
      'a template that is gone',
      [{ kind: 'template', templateId: unknown, values: [] }],
      'templateUnknown',
      'stop',
    ],
    [
      'a template not entered',
      [{ kind: 'template', templateId: unfinished, values: [] }],
      'templateNotEntered',
      'stop',
    ],
    [
      'a template in review',
      [{ kind: 'template', templateId: unfinished, values: [] }],
      'templateNotPassed',
      'warn',
    ],
    ['a value too few', [template(GOOD.slice(1))], 'valuesCount', 'stop'],
    ['a value too many', [template([...GOOD, '1'])], 'valuesCount', 'stop'],
    ['letters for digits', [template(['三', ...GOOD.slice(1)])], 'value', 'stop'],
    ['braces in a value', [template(['3', '公园{1}', ...GOOD.slice(2)])], 'value', 'stop'],
    ['no digits to collect', [prompt('greeting_1.wav', { collect: { digits: 0 } })], 'digitsRange', 'stop'],
    [
      '33 digits',
      [prompt('greeting_1.wav', { collect: { digits: MOST_DIGITS + 1 } })],
      'digitsRange',
      'stop',
    ],
    [
      'a star for a replay',
      [prompt('greeting_1.wav', { collect: { digits: 1, replayOn: '*' } })],
      'replayDigitsOnly',
      'stop',
    ],
    [
      'a replay that never comes',
      [prompt('greeting_1.wav', { collect: { digits: 2, replayOn: '1' } })],
      'replayLength',
      'stop',
    ],
  ])('%s', (_name, contents, code, weight) => {
    const found = checkContents(contents, library).find((finding) => finding.code === code)
    expect(found?.weight).toBe(weight)
    if (found === undefined) return
    if (weight === 'stop') expect(areContentsAcceptable(checkContents(contents, library))).toBe(false)
    for (const language of ['zh-CN', 'en'] as const) {
      const { message, remedy } = explainContentFinding(found, language)
      expect(message.length * remedy.length).toBeGreaterThan(0)
      expect(`${message}${remedy}`).not.toMatch(/undefined|NaN|\{\{/)
    }
  })

  it('tells what stops before what is only to be thought of', () => {
    const weights = checkContents([prompt('other.wav'), prompt('')], library).map(({ weight }) => weight)
    expect(weights).toEqual(['stop', 'warn'])
  })

  it('names each prompt once', () => {
    expect(promptsIn([prompt(), template(GOOD), prompt(), prompt('new.wav')])).toEqual([
      'greeting_1.wav',
      'new.wav',
    ])
  })
})

describe('what the callee hears', () => {
  it('is each content, the wait for its digits, and the end', () => {
    const contents = [prompt(), template(GOOD, { collect: { digits: 1, replayOn: '1' } })]
    const steps = heardSteps(contents, library)
    expect(steps.map(({ step }) => step)).toEqual(['sound', 'speech', 'digits', 'end'])
    const speech = steps[1]
    expect(speech?.step === 'speech' && speech.parts.map(({ text }) => text).join('')).toBe(
      '您有3件快递请到人民公园正门领取，截止2026/03/01，18:30',
    )
  })

  it('takes longer with a wait and a replay', () => {
    const plain = playbackSeconds([prompt()], library)
    expect(plain).toEqual({ shortest: 4, longest: 4 })
    expect(playbackSeconds([prompt('greeting_1.wav', { collect: { digits: 1 } })], library)).toEqual({
      shortest: 4,
      longest: 9,
    })
    expect(
      playbackSeconds([prompt('greeting_1.wav', { collect: { digits: 1, replayOn: '1' } })], library),
    ).toEqual({ shortest: 4, longest: 18 })
  })

  it.each([
    [0, 1],
    [1, 1],
    [60, 1],
    [60.2, 2],
    [61, 2],
    [120, 2],
  ])('%d s are billed as %d minutes', (seconds, minutes) => {
    expect(minutesFor(seconds)).toBe(minutes)
  })
})

describe('a verification code', () => {
  it.each([
    ['', 'empty'],
    ['12a4', 'digitsOnly'],
    ['１２３４', 'digitsOnly'],
    ['1', 'tooShort'],
    ['123456789', 'tooLong'],
    ['12', undefined],
    ['00000000', undefined],
  ])('%s', (code, problem) => {
    expect(codeProblem(code)).toBe(problem)
  })

  it('is as long as the platform takes, whatever its digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{0,12}$/), (code) => {
        const fits = code.length >= SHORTEST_CODE && code.length <= LONGEST_CODE
        expect(codeProblem(code) === undefined).toBe(fits)
      }),
    )
  })

  it('shows nothing but its length when it is masked', () => {
    expect(maskCode('407193'.length)).toBe('••••••')
  })

  it('without end is counted as its most plays', () => {
    const once = { digits: 6, before: 3, after: 2 }
    expect(codeSeconds({ ...once, times: USUAL_TIMES })).toBe(33)
    expect(codeSeconds({ ...once, times: 0 })).toBe(codeSeconds({ ...once, times: MOST_TIMES }))
  })
})
