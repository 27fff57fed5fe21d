import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SentContent } from '../../domain/calls/index.ts'
import { type Content, checkContents, codeProblem, type Library } from '../../domain/notify/index.ts'
import { isTemplateId, must } from '../../domain/values.ts'
import { DEMO_PROMPTS, DEMO_TEMPLATES } from '../../simulator/demo-account.ts'
import { ask } from '../../simulator/testing/client.ts'
import { wholeApp } from '../testing/whole-app.ts'
import { playInfoList } from './index.ts'
import { CODE_APP, CODE_DISPLAY, DISPLAY, NOTIFY_APP, PARCEL_VALUES } from './testing/parcel.ts'

const { simulator: openSimulator } = wholeApp()

/** Our ids are the platform's here, with what makes them long enough. */
const ours = (platformId: string) => must(`ours-${platformId}`, isTemplateId, 'template id')
const PARCEL = ours('a1b2c3d4e5f6')
const PLAIN = ours('plain0000001')
const IN_REVIEW = ours('review000001')

const library: Library = {
  prompt: (name) => (DEMO_PROMPTS.includes(name) ? { name, passed: true, seconds: 3 } : undefined),
  template: (id) => {
    const found = DEMO_TEMPLATES.find((template) => ours(template.id) === id)
    if (found === undefined) return undefined
    return {
      id,
      title: found.id,
      content: found.content,
      platformTemplateId: found.id,
      passed: found.approved,
    }
  },
}

/** As it would be sent if nothing were checked. */
const unchecked = (contents: readonly Content[]): SentContent[] =>
  contents.map((content) =>
    content.kind === 'prompt'
      ? content
      : { ...content, platformTemplateId: content.templateId.replace(/^ours-/, ''), text: '' },
  )

/** What the platform does: a prompt or template of which nothing is known here may be known there. */
const wouldBeRefused = (contents: readonly Content[]): boolean =>
  checkContents(contents, library).some(
    ({ weight, code }) => weight === 'stop' || code === 'promptUnknown' || code === 'templateNotPassed',
  )

const prompt = (name: string, collect?: Content['collect']): Content => ({ kind: 'prompt', name, collect })
const template = (templateId: typeof PARCEL, values: readonly string[], collect?: Content['collect']) =>
  ({ kind: 'template', templateId, values, collect }) as const
const hello = prompt('greeting_1.wav')
const changed = (at: number, value: string) => PARCEL_VALUES.map((one, n) => (n === at ? value : one))

async function send(simulator: { url: string }, contents: readonly Content[]) {
  return ask(simulator, NOTIFY_APP, 'callnotify', {
    displayNbr: DISPLAY,
    calleeNbr: '+8613900003333',
    playInfoList: playInfoList(unchecked(contents)),
  })
}

describe('contents are judged here as the platform judges them', () => {
  const TABLE: readonly (readonly [string, readonly Content[], string])[] = [
    ['one prompt', [hello], '0'],
    ['five contents', [hello, hello, hello, hello, hello], '0'],
    ['six contents', [hello, hello, hello, hello, hello, hello], '1010002'],
    ['none', [], '1010002'],
    ['a prompt that is not there', [prompt('missing.wav')], '1010002'],
    ['a name the platform would never take', [prompt('你好.wav')], '1010002'],
    ['a template', [template(PARCEL, PARCEL_VALUES)], '0'],
    ['prompt and template', [hello, template(PARCEL, PARCEL_VALUES)], '0'],
    ['a template without variables', [template(PLAIN, [])], '0'],
    ['a value for a template without variables', [template(PLAIN, ['1'])], '1012004'],
    ['a template that is not there', [template(ours('nothing00001'), [])], '1012003'],
    ['a template in review', [template(IN_REVIEW, ['123456'])], '1012002'],
    ['a value too few', [template(PARCEL, PARCEL_VALUES.slice(1))], '1012004'],
    ['a value too many', [template(PARCEL, [...PARCEL_VALUES, '1'])], '1012004'],
    ['an empty value', [template(PARCEL, changed(0, ''))], '1012005'],
    ['Chinese digits', [template(PARCEL, changed(0, '三'))], '1012005'],
    ['too many digits', [template(PARCEL, changed(0, '123'))], '1012005'],
    ['32 bytes of text', [template(PARCEL, changed(1, '人民公园正门西侧12'))], '0'],
    ['33 bytes of text', [template(PARCEL, changed(1, '人民公园正门西侧北边号'))], '1012005'],
    ['a decimal number as text', [template(PARCEL, changed(1, '3.5'))], '0'],
    ['a dollar', [template(PARCEL, changed(1, '$5'))], '1010002'],
    ['a brace', [template(PARCEL, changed(1, '{5'))], '1010002'],
    ['a day that is not', [template(PARCEL, changed(2, '2026/02/30'))], '1012005'],
    ['a date with dashes', [template(PARCEL, changed(2, '2026-03-01'))], '1012005'],
    ['a time with seconds', [template(PARCEL, changed(3, '18:30:59'))], '0'],
    ['a time of the 25th hour', [template(PARCEL, changed(3, '25:00'))], '1012005'],
    ['one digit', [prompt('greeting_1.wav', { digits: 1 })], '0'],
    ['32 digits', [prompt('greeting_1.wav', { digits: 32 })], '0'],
    ['33 digits', [prompt('greeting_1.wav', { digits: 33 })], '1010002'],
    ['half a digit', [prompt('greeting_1.wav', { digits: 1.5 })], '1010002'],
    ['a replay', [prompt('greeting_1.wav', { digits: 2, replayOn: '11' })], '0'],
    ['a replay of one digit too few', [prompt('greeting_1.wav', { digits: 2, replayOn: '1' })], '1010002'],
    ['a replay of one digit too many', [prompt('greeting_1.wav', { digits: 1, replayOn: '11' })], '1010002'],
    ['a replay on a star', [prompt('greeting_1.wav', { digits: 1, replayOn: '*' })], '1010002'],
    ['a replay on nothing', [prompt('greeting_1.wav', { digits: 1, replayOn: '' })], '1010002'],
  ]

  it('case by case', async () => {
    const simulator = await openSimulator({ dependentWithoutSwitch: 'refuse', refuseUnknownFields: true })
    simulator.addApp({ ...NOTIFY_APP, ports: 1000 })
    for (const [name, contents, resultcode] of TABLE) {
      const answer = await send(simulator, contents)
      expect([name, answer.resultcode]).toEqual([name, resultcode])
      expect([name, wouldBeRefused(contents)]).toEqual([name, resultcode !== '0'])
    }
  })

  it('whatever they are', async () => {
    const simulator = await openSimulator({ dependentWithoutSwitch: 'refuse', refuseUnknownFields: true })
    simulator.addApp({ ...NOTIFY_APP, ports: 10_000 })
    const collect = fc.option(
      fc.record(
        {
          digits: fc.integer({ min: 0, max: 34 }),
          replayOn: fc.constantFrom('1', '12', '', '*', '1234567'),
        },
        { requiredKeys: ['digits'] },
      ),
      { nil: undefined },
    )
    const value = fc.constantFrom(
      '3',
      '12',
      '123',
      '',
      '人民公园',
      '2026/03/01',
      '18:30',
      'a$',
      '9'.repeat(33),
    )
    const content: fc.Arbitrary<Content> = fc.oneof(
      fc.record({
        kind: fc.constant('prompt' as const),
        name: fc.constantFrom('greeting_1.wav', 'notifyvoice.wav', 'missing.wav', 'x'),
        collect,
      }),
      fc.record({
        kind: fc.constant('template' as const),
        templateId: fc.constantFrom(PARCEL, PLAIN, IN_REVIEW),
        values: fc.oneof(fc.constant(PARCEL_VALUES), fc.array(value, { maxLength: 5 })),
        collect,
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(content, { maxLength: 6 }), async (contents) => {
        const { resultcode } = await send(simulator, contents)
        expect(resultcode !== '0').toBe(wouldBeRefused(contents))
      }),
      { numRuns: 150 },
    )
  })
})

describe('codes are judged here as the platform judges them', () => {
  it.each(['12', '1', '12345678', '123456789', '', '12a4', '00000000', ' 123', '１２３４'])(
    '“%s”',
    async (code) => {
      const simulator = await openSimulator()
      const { resultcode } = await ask(simulator, CODE_APP, 'callVerify', {
        displayNbr: CODE_DISPLAY,
        calleeNbr: '+8613900004444',
        languageType: 2,
        preTone: 'verify_pre.wav',
        verifyCode: code,
        times: 2,
      })
      expect(resultcode === '0').toBe(codeProblem(code) === undefined)
    },
  )
})
