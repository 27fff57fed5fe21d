import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createClient } from '../../../contract/client.ts'
import type { Profile } from '../../../contract/profiles.ts'
import { request as dialled } from '../../../domain/calls/example.ts'
import { reduceCall } from '../../../domain/calls/index.ts'
import type { Library } from '../../../domain/notify/index.ts'
import { isCallId, isE164, isProfileId, isTemplateId, must } from '../../../domain/values.ts'
import {
  bodyOf,
  contentsOf,
  type DraftContent,
  type DraftValue,
  draftCode,
  draftNotification,
  NO_CODE,
} from './fields.ts'
import { createNotifyStore } from './store.ts'

const DISPLAY = must('+8675528000222', isE164, 'number')
const TEMPLATE = must('template-a', isTemplateId, 'template id')
const profile: Profile = {
  id: must('profile-a', isProfileId, 'profile id'),
  revision: 1,
  name: 'A',
  service: 'notification',
  environment: 'simulator',
  address: 'http://127.0.0.1:1',
  appKey: 'key',
  scheme: 'AKSK',
  displayNumbers: [DISPLAY],
  signaturePolicy: 'enforce',
  hasSecret: true,
  secretKeptIn: 'keychain',
}
const library: Library = {
  prompt: (name) => (name === 'greeting.wav' ? { name, passed: true, seconds: 4 } : undefined),
  template: (id) => ({
    id,
    title: 'Parcel',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the platform writes its variables like this
    content: '您有${NUM_2}件快递',
    platformTemplateId: 'p1',
    passed: true,
  }),
}
const prompt: DraftContent = { key: 'a', kind: 'prompt', name: ' greeting.wav ' }
const call = reduceCall({ id: must('call-0001', isCallId, 'id'), revision: 1, profileId: profile.id }, [
  dialled,
])
const template = (values: readonly DraftValue[]): DraftContent => ({
  key: 'b',
  kind: 'template',
  templateId: TEMPLATE,
  values,
})

describe('a notification in the form', () => {
  const draft = (contents: readonly DraftContent[], callee = '138 0013 0001') =>
    draftNotification({ callee, display: '', contents }, profile, library)

  it('says what is missing, one thing after the other', () => {
    expect(draft([], '12')).toEqual({ ok: false, need: 'number' })
    expect(draft([])).toEqual({ ok: false, need: 'contents' })
    expect(draft([{ key: 'c', kind: 'template', templateId: undefined, values: [] }])).toEqual({
      ok: false,
      need: 'template',
    })
    expect(draft([template([{ from: 'text', text: 'two' }])])).toEqual({ ok: false, need: 'mend' })
    const paused = { ...profile, hasSecret: false }
    expect(draftNotification({ callee: '', display: '', contents: [] }, paused, library)).toEqual({
      ok: false,
      need: 'secret',
    })
  })

  it('becomes a request with the names trimmed and the first display number', () => {
    expect(draft([prompt, template([{ from: 'text', text: '2' }])])).toEqual({
      ok: true,
      request: {
        profileId: profile.id,
        callee: '+8613800130001',
        display: DISPLAY,
        contents: [
          { kind: 'prompt', name: 'greeting.wav' },
          { kind: 'template', templateId: TEMPLATE, values: ['2'] },
        ],
      },
    })
  })

  it('takes values out of the row of a list', () => {
    expect(contentsOf([template([{ from: 'column', column: 1 }])], ['x', '7'])).toMatchObject([
      { values: ['7'] },
    ])
    expect(contentsOf([template([{ from: 'column', column: 9 }])], ['x'])).toMatchObject([{ values: [''] }])
  })
})

describe('a code in the form', () => {
  const fields = { ...NO_CODE, callee: '13800130001', before: 'pre.wav' }

  it('must be digits, 2 to 8, between prompts of valid names', () => {
    const given = { ...fields, kind: 'given' as const }
    for (const code of ['', '1', '12a4', '123456789']) {
      expect(draftCode({ ...given, code }, profile)).toEqual({ ok: false, need: 'code' })
    }
    expect(draftCode({ ...fields, before: '' }, profile)).toEqual({ ok: false, need: 'before' })
    expect(draftCode({ ...fields, after: 'x y' }, profile)).toEqual({ ok: false, need: 'after' })
    expect(draftCode({ ...given, code: '0042' }, profile)).toMatchObject({
      ok: true,
      request: { code: { kind: 'given', code: '0042' }, options: { before: 'pre.wav', times: 3 } },
    })
  })

  it('is not kept with a form, and neither is a number', () => {
    const notification = { callee: '13800130001', display: '', contents: [prompt] }
    const kept = [
      bodyOf('notification', notification, fields),
      bodyOf('verification', notification, { ...fields, kind: 'given', code: '907351' }),
    ]
    expect(JSON.stringify(kept)).not.toMatch(/13800130001|907351/)
    expect(kept).toMatchObject([{ kind: 'notification' }, { kind: 'verification', digits: 6 }])
    expect(bodyOf('notification', { ...notification, contents: [] }, fields)).toBeUndefined()
  })
})

describe('sending', () => {
  function storeOver(answer: (name: string, input: unknown) => unknown) {
    const asked: { name: string; input: unknown }[] = []
    let ids = 0
    const store = createNotifyStore({
      client: createClient(async (_kind, name, input) => {
        asked.push({ name, input })
        return answer(name, input)
      }),
      language: () => 'en',
      newId: () => {
        ids += 1
        return `made-here-${ids}`
      },
      after: () => () => {},
      onCall: () => {},
    })
    return { asked, now: () => store.getState() }
  }
  const request = {
    profileId: profile.id,
    callee: must('+8613800130001', isE164, 'number'),
    display: DISPLAY,
    contents: contentsOf([prompt]),
  }

  it('carries the same id until it is answered, and a new one afterwards', async () => {
    let broken = true
    const { asked, now } = storeOver(() => {
      if (broken) throw new Error('cut')
      return call
    })
    await now().send(request)
    expect(now().errors.notification).toBeDefined()
    await now().send(request)
    broken = false
    await now().send(request)
    await now().send(request)
    const ids = asked.map(({ input }) => z.object({ requestId: z.string() }).parse(input).requestId)
    expect(new Set(ids.slice(0, 3)).size).toBe(1)
    expect(ids[3]).not.toBe(ids[0])
  })

  it('places one call for two presses', async () => {
    let finish: (() => void) | undefined
    const { asked, now } = storeOver(
      () =>
        new Promise((resolve) => {
          finish = () => resolve(call)
        }),
    )
    const first = now().send(request)
    await now().send(request)
    finish?.()
    await first
    expect(asked).toHaveLength(1)
  })
})
