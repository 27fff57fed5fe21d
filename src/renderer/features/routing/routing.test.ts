import { describe, expect, it } from 'vitest'
import { createClient } from '../../../contract/client.ts'
import { RoutingPlan } from '../../../contract/routing.ts'
import { isProfileId, must } from '../../../domain/values.ts'
import { createTexts } from '../../i18n/index.ts'
import { formOfPlan, minuteOf, moved, needOf, newRule, planOf } from './form.ts'
import { createRoutingStore } from './store.ts'
import { answerWords, conditionWords } from './words.ts'

const X = must('profile-x', isProfileId, 'profile id')
const plan = RoutingPlan.parse({
  rules: [
    {
      id: 'rule-0001',
      name: 'Switchboard',
      enabled: true,
      for: 'call',
      x: '+8617000000080',
      when: { days: [1, 2, 3, 4, 5], fromMinute: 540, toMinute: 1080 },
      answer: { do: 'connect', callee: '+8675528450001', maxDurationMinutes: 30, record: false },
    },
    {
      id: 'rule-0002',
      name: 'Nuisance',
      enabled: false,
      for: 'call',
      caller: { by: 'prefix', digits: '170' },
      answer: { do: 'close', hintTone: 'sorry.wav' },
    },
    {
      id: 'rule-0003',
      name: 'Texts',
      enabled: true,
      for: 'message',
      caller: { by: 'number', number: '+8613700000022' },
      answer: { do: 'pass', to: '+8613800000011' },
    },
  ],
  closeTone: 'closed.wav',
  answerShape: 'object',
})

describe('rules in the form', () => {
  it('come back as they were kept', () => {
    expect(planOf(formOfPlan(plan))).toEqual(plan)
  })

  it('are not kept while one is not complete, and say what it lacks', () => {
    const rule = newRule('rule-0009', 'call')
    expect(needOf(rule)).toBe('name')
    expect(needOf({ ...rule, name: 'New' })).toBe('callee')
    expect(needOf({ ...rule, name: 'New', callee: '138 0000 0011' })).toBeUndefined()
    expect(needOf({ ...rule, name: 'New', through: false })).toBeUndefined()
    expect(needOf({ ...rule, name: 'New', through: false, always: false, from: '25:00' })).toBe('when')
    expect(needOf({ ...rule, name: 'New', through: false, callerBy: 'number' })).toBe('caller')
    expect(planOf({ ...formOfPlan(plan), rules: [rule] })).toBeUndefined()
  })

  it('move by one place and not beyond the ends', () => {
    const { rules } = formOfPlan(plan)
    const ids = (list: typeof rules) => list.map(({ id }) => id)
    expect(ids(moved(rules, 'rule-0001', 1))).toEqual(['rule-0002', 'rule-0001', 'rule-0003'])
    expect(moved(rules, 'rule-0001', -1)).toBe(rules)
    expect(moved(rules, 'rule-0003', 1)).toBe(rules)
  })

  it('read times as people write them', () => {
    expect(minuteOf('9:05')).toBe(545)
    expect(minuteOf('１８：３０')).toBe(1110)
    expect(minuteOf('24:00')).toBe(1440)
    for (const wrong of ['24:01', '9', '9:60', 'noon', '']) expect(minuteOf(wrong), wrong).toBeUndefined()
  })

  it('say in words when they fit and what they do', () => {
    const { t } = createTexts('en')
    const [first, second] = formOfPlan(plan).rules
    if (first === undefined || second === undefined) throw new Error('two rules')
    expect(conditionWords(first, t, 'en')).toBe('X 170 0000 0080 · anybody · Mon to Fri 09:00–18:00')
    expect(answerWords(first, t)).toBe('Connect to 0755 2845 0001')
    expect(answerWords(second, t)).toBe('Play sorry.wav and end the call')
    expect(conditionWords({ ...first, days: [1, 3] }, t, 'en')).toContain('Mon, Wed')
  })
})

/** @param answer what main says; called with the name of the operation and its input */
function storeOver(answer: (name: string, input: unknown) => unknown) {
  const asked: string[] = []
  let ids = 0
  const store = createRoutingStore({
    client: createClient(async (_kind, name, input) => {
      asked.push(name)
      return answer(name, input)
    }),
    language: () => 'en',
    newId: () => {
      ids += 1
      return `rule-new-${ids}`
    },
    after: () => () => undefined,
  })
  return { asked, now: () => store.getState() }
}

describe('the rules of a profile', () => {
  it('stay changed until they are kept, and are nothing once they are as they were', async () => {
    const { now } = storeOver(() => ({ revision: 1, plan }))
    await now().show(X)
    now().edit(X, (form) => ({ ...form, closeTone: 'other.wav' }))
    expect(now().drafts.has(X)).toBe(true)
    now().edit(X, (form) => ({ ...form, closeTone: 'closed.wav' }))
    expect(now().drafts.has(X)).toBe(false)
  })

  it('are not sent while one is not complete', async () => {
    const { now, asked } = storeOver(() => ({ revision: 1, plan }))
    await now().show(X)
    now().add(X, 'call')
    await now().save(X)
    expect(asked).toEqual(['routing.plan'])
  })

  it('keep what was changed while an earlier state was being kept', async () => {
    let kept: (() => void) | undefined
    const { now } = storeOver((name) =>
      name === 'routing.plan'
        ? { revision: 1, plan }
        : new Promise((done) => {
            kept = () => done({ revision: 2, plan })
          }),
    )
    await now().show(X)
    now().edit(X, (form) => ({ ...form, closeTone: 'one.wav' }))
    const saving = now().save(X)
    now().edit(X, (form) => ({ ...form, closeTone: 'two.wav' }))
    kept?.()
    await saving
    expect(now().kept.get(X)?.revision).toBe(2)
    expect(now().drafts.get(X)?.closeTone).toBe('two.wav')
  })
})
