import { describe, expect, it } from 'vitest'
import { isE164, isFormId, isPromptId, isRequestId, isVersionId, must } from '../../domain/values.ts'
import { filesHolding, holdsSecret } from '../testing/planted-secret.ts'
import { callWhen, Refused, until, wholeApp } from '../testing/whole-app.ts'
import {
  CODE_DISPLAY,
  CODE_PROFILE,
  DISPLAY,
  NOTIFY_PROFILE,
  PARCEL,
  PARCEL_CONTENT,
  PARCEL_VALUES,
  withCodeProfile,
  withNotifyProfile,
} from './testing/parcel.ts'

const { desk: openDesk, simulator: openSimulator } = wholeApp()

const callee = must('+8613900003333', isE164, 'number')
let acts = 0
const requestId = () => {
  acts += 1
  return must(`notify-under-test-${acts}`, isRequestId, 'request id')
}
const notification = () => ({
  requestId: requestId(),
  profileId: NOTIFY_PROFILE,
  callee,
  display: DISPLAY,
  contents: [
    { kind: 'prompt' as const, name: 'greeting_1.wav' },
    { kind: 'prompt' as const, name: 'notifyvoice.wav' },
    {
      kind: 'template' as const,
      templateId: PARCEL,
      values: PARCEL_VALUES,
      collect: { digits: 1, replayOn: '1' },
    },
  ],
})
const codeRequest = (code: string) => ({
  requestId: requestId(),
  profileId: CODE_PROFILE,
  callee,
  display: CODE_DISPLAY,
  code: { kind: 'given' as const, code },
  options: { before: 'verify_pre.wav', after: 'verify_post.wav', times: 2 },
})

describe('a notification', () => {
  it('is played, its template replayed by rule, and the digit comes back', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withNotifyProfile(desk, simulator.url)
    simulator.script([{ outcome: 'answered', digits: '12' }])
    const request = notification()
    const { id } = await desk.client.notify.send(request)
    expect((await desk.client.notify.send(request)).id).toBe(id)
    await simulator.advance(120)
    const call = await callWhen(desk, id, ({ feeReceived }) => feeReceived)
    expect(call).toMatchObject({
      service: 'notification',
      phase: 'ended',
      outcome: 'answered',
      digits: '1-2',
      billedMinutes: { a: 1, b: 0 },
      a: { number: callee, display: DISPLAY, state: 'ended' },
      recording: 'none',
    })
    expect(call.b).toBeUndefined()
    expect(simulator.state().calls).toBe(1)
    expect(simulator.state().sessions[0]?.digits).toEqual(['1', '2'])
    const { timeline } = await desk.client.calls.get({ callId: id })
    // The simulated clock stands still before the request, so the first push may seem to be earlier than it.
    expect(timeline.map(({ kind }) => kind).filter((kind) => kind !== 'callout')).toEqual([
      'notifyRequested',
      'dialAccepted',
      'alerting',
      'answer',
      'collectInfo',
      'collectInfo',
      'disconnect',
      'fee',
    ])
    const { sent } = await desk.client.notify.sent({ callId: id })
    expect(sent).toMatchObject({
      kind: 'notification',
      contents: [{ name: 'greeting_1.wav' }, { name: 'notifyvoice.wav' }, { text: PARCEL_CONTENT }],
    })
    expect((await desk.client.notify.recent({})).calls.map((one) => one.id)).toEqual([id])
  })

  it('whose answer was lost is unknown until a push tells, and is not sent again', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withNotifyProfile(desk, simulator.url)
    simulator.addFault({ operation: 'callnotify', kind: 'cutAfter' })
    const request = notification()
    const { id, phase } = await desk.client.notify.send(request)
    expect(phase).toBe('unknown')
    expect((await desk.client.notify.send(request)).id).toBe(id)
    await simulator.advance(120)
    await callWhen(desk, id, ({ outcome }) => outcome === 'answered')
    expect(simulator.state().calls).toBe(1)
  })

  it('that breaks a rule is refused here, with its words, and nothing is sent', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withNotifyProfile(desk, simulator.url)
    const wrong = {
      ...notification(),
      contents: [
        { kind: 'template' as const, templateId: PARCEL, values: ['三', ...PARCEL_VALUES.slice(1)] },
      ],
    }
    const refused = await desk.client.notify.send(wrong).catch((problem: unknown) => problem)
    expect(refused).toBeInstanceOf(Refused)
    if (!(refused instanceof Refused)) return
    expect(refused.error).toMatchObject({
      code: 'notify.notAcceptable',
      params: { finding: 'value', problem: 'digitsOnly', content: 1 },
    })
    expect(refused.error.message).toContain('takes digits only')
    expect(simulator.state().requestLog).toEqual([])
    expect((await desk.client.calls.current({})).calls).toEqual([])
  })

  it('can be hung up', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withNotifyProfile(desk, simulator.url)
    const { id } = await desk.client.notify.send(notification())
    await simulator.advance(8)
    await callWhen(desk, id, ({ phase }) => phase === 'live')
    await desk.client.calls.hangUp({ callId: id })
    await callWhen(desk, id, ({ phase }) => phase === 'ended')
    expect(simulator.state().sessions[0]?.stateCode).toBe(8017)
  })

  it('says of a prompt which saved forms name it, and counts the calls that played it', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withNotifyProfile(desk, simulator.url)
    const made = await desk.client.prompts.makeTone({
      promptId: must('prompt-under-test', isPromptId, 'prompt id'),
      versionId: must('version-under-test', isVersionId, 'version id'),
      name: 'greeting_1.wav',
      seconds: 1,
    })
    await desk.client.forms.save({
      formId: must('form-under-test', isFormId, 'form id'),
      fields: { name: '快递', body: { kind: 'notification', contents: notification().contents } },
    })
    await desk.client.notify.send(notification())
    const { forms, usedBy } = await desk.client.prompts.get({ promptId: made.id })
    expect(forms).toEqual([{ id: 'form-under-test', name: '快递', kind: 'notification' }])
    expect(usedBy).toMatchObject([{ profileId: NOTIFY_PROFILE, calls: 1 }])
  })
})

describe('a verification code', () => {
  const CODE = '40719362'

  it('is read out, can be seen by who asks for it, and stands nowhere', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withCodeProfile(desk, simulator.url)
    const request = codeRequest(CODE)
    const { id } = await desk.client.notify.sendCode(request)
    await simulator.advance(120)
    const call = await callWhen(desk, id, ({ feeReceived }) => feeReceived)
    expect(call).toMatchObject({ service: 'verification', outcome: 'answered' })
    const { sent } = await desk.client.notify.sent({ callId: id })
    expect(sent).toEqual({ kind: 'verification', digits: 8, options: request.options })
    expect(desk.replies.filter((reply) => holdsSecret(reply, CODE))).toEqual([])
    expect(await desk.client.notify.code({ callId: id })).toEqual({ code: CODE })
    expect(desk.events.filter((event) => holdsSecret(JSON.stringify(event), CODE))).toEqual([])
    await desk.close()
    expect(filesHolding(desk.dataDir, CODE)).toEqual([])
  })

  it('that the platform repeats in its refusal is not kept either', async () => {
    const simulator = await openSimulator({ prompts: [] })
    const desk = await openDesk()
    await withCodeProfile(desk, simulator.url)
    const request = codeRequest(CODE)
    // The prompt is named after the code, so the platform's words hold it.
    const { id } = await desk.client.notify.sendCode({
      ...request,
      options: { ...request.options, before: `before_${CODE}.wav` },
    })
    await callWhen(desk, id, ({ phase }) => phase === 'refused')
    expect(simulator.state().requestLog[0]?.resultdesc).toContain(CODE)
    const { timeline } = await desk.client.calls.get({ callId: id })
    expect(JSON.stringify(timeline)).not.toContain(CODE)
  })

  it('is made of as many digits as were asked for, and not the same each time', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withCodeProfile(desk, simulator.url)
    const seen = new Set<string>()
    for (const digits of [2, 6, 6, 6, 8]) {
      const request = { ...codeRequest(CODE), code: { kind: 'generated' as const, digits } }
      const { id } = await desk.client.notify.sendCode(request)
      const { code = '' } = await desk.client.notify.code({ callId: id })
      expect(code).toMatch(new RegExp(`^[0-9]{${digits}}$`))
      seen.add(code)
    }
    expect(seen.size).toBeGreaterThan(3)
    await until('all were placed', () => simulator.state().calls === 5)
  })
})
