import { describe, expect, it } from 'vitest'
import type { Fault, Simulator } from '../index.ts'
import { ask, get } from '../testing/client.ts'
import {
  CALLBACK_APP,
  CALLBACK_BODY,
  NOTIFICATION_APP,
  NOTIFICATION_BODY,
  startStill,
} from '../testing/desk.ts'
import { askGateway, postPrompt, promptFile, promptState, putPrompt } from '../testing/gateway-client.ts'

const NAME = 'hello@2.wav'
const SILENT = promptFile({ data: Buffer.alloc(400, Buffer.from([0xd5, 0x55])) })

async function callWith(simulator: Simulator, waitVoice: string): Promise<string> {
  const { status, resultcode, resultdesc } = await ask(simulator, CALLBACK_APP, 'click2Call', {
    ...CALLBACK_BODY,
    waitVoice,
  })
  return resultcode === '0' ? 'accepted' : `${status} ${resultcode} ${resultdesc}`
}

const REFUSED = `403 1010002 Invalid request.${NAME} does not exist.`

const stateOf = async (simulator: Simulator, name = NAME) => (await promptState(simulator, name)).body

const post = async (url: string, body: unknown) => {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
  return { status: answer.status, text: await answer.text() }
}

describe('a prompt', () => {
  it('can be named in a call once it has passed, and until it is deleted', async () => {
    const simulator = await startStill()
    expect(await callWith(simulator, NAME)).toBe(REFUSED)
    await putPrompt(simulator, NAME, promptFile())
    expect(await callWith(simulator, NAME)).toBe(REFUSED)
    simulator.review(NAME, 'passed')
    expect(await stateOf(simulator)).toEqual({ name: NAME, state: 'passed' })
    expect(await callWith(simulator, NAME)).toBe('accepted')
    const gone = await askGateway(simulator, 'DELETE', `/prompts/${encodeURIComponent(NAME)}`)
    expect(gone).toMatchObject({ status: 204, body: undefined })
    expect(gone.headers.has('content-length')).toBe(false)
    expect((await promptState(simulator, NAME)).status).toBe(404)
    expect(await callWith(simulator, NAME)).toBe(REFUSED)
    expect(simulator.state().calls).toBe(1)
  })

  it('that is refused, with its reason or without, cannot', async () => {
    const simulator = await startStill()
    await putPrompt(simulator, NAME, promptFile())
    simulator.review(NAME, 'refused', 'too much noise')
    expect(await stateOf(simulator)).toEqual({ name: NAME, state: 'refused', reason: 'too much noise' })
    expect(await callWith(simulator, NAME)).toBe(REFUSED)
    simulator.review(NAME, 'passed')
    expect(await stateOf(simulator)).toEqual({ name: NAME, state: 'passed' })
    simulator.review(NAME, 'refused')
    expect(await stateOf(simulator)).toEqual({ name: NAME, state: 'refused' })
    expect(await callWith(simulator, NAME)).toBe(REFUSED)
  })

  it('can be deleted and handed in anew in its place', async () => {
    const simulator = await startStill({ prompts: [NAME] })
    expect(await callWith(simulator, NAME)).toBe('accepted')
    await askGateway(simulator, 'DELETE', `/prompts/${encodeURIComponent(NAME)}`)
    expect((await putPrompt(simulator, NAME, promptFile())).status).toBe(201)
    expect(await callWith(simulator, NAME)).toBe(REFUSED)
  })

  it('of the account is shown and listed like one that was handed in', async () => {
    const simulator = await startStill({ prompts: ['old.wav'] })
    await putPrompt(simulator, 'b.wav', promptFile())
    await postPrompt(simulator, 'a.wav', promptFile())
    simulator.review('a.wav', 'passed')
    simulator.addPrompts(['b.wav', 'c.wav'])
    await putPrompt(simulator, 'd.wav', promptFile())
    expect(await stateOf(simulator, 'old.wav')).toEqual({ name: 'old.wav', state: 'passed' })
    const list = await askGateway(simulator, 'GET', '/prompts')
    expect(list).toMatchObject({ status: 200 })
    expect(list.body).toEqual({
      prompts: [
        { name: 'old.wav', state: 'passed' },
        { name: 'c.wav', state: 'passed' },
        { name: 'b.wav', state: 'passed' },
        { name: 'a.wav', state: 'passed' },
        { name: 'd.wav', state: 'inReview' },
      ],
    })
  })

  it.each([
    ['GET', '/prompts/none.wav'],
    ['DELETE', '/prompts/none.wav'],
    ['GET', '/prompts/'],
    ['GET', '/prompts/a/b.wav'],
    ['GET', '/templates'],
    ['PATCH', '/prompts/greeting_1.wav'],
    ['DELETE', '/prompts'],
  ])('is not found by %s %s', async (method, path) => {
    const simulator = await startStill()
    expect(await askGateway(simulator, method, path)).toMatchObject({ status: 404, code: 'notFound' })
    expect(await askGateway(simulator, method, path, { token: 'x' })).toMatchObject({ status: 401 })
  })
})

describe('a review with an end', () => {
  it.each([
    ['plain.wav', promptFile(), undefined, { state: 'passed' }],
    ['please-refuse.wav', promptFile(), undefined, { state: 'refused', reason: expect.stringMatching(/\w/) }],
    ['a.wav', promptFile(), 'Refuse me', { state: 'refused', reason: expect.stringMatching(/\w/) }],
    ['silent.wav', SILENT, undefined, { state: 'refused', reason: expect.stringContaining('silence') }],
  ])('of %s is decided by rule', async (name, bytes, description, expected) => {
    const simulator = await startStill({ reviewSeconds: 60 })
    await postPrompt(simulator, name, bytes, description === undefined ? {} : { description })
    await simulator.advance(59)
    expect(await stateOf(simulator, name)).toEqual({ name, state: 'inReview' })
    await simulator.advance(1)
    expect(await stateOf(simulator, name)).toEqual({ name, ...expected })
    expect(await callWith(simulator, name)).toMatch(expected.state === 'passed' ? 'accepted' : /^403/)
  })

  it('lets silence pass when so set, as the pages want it for a silent notice', async () => {
    const simulator = await startStill({ reviewSeconds: 1, silentPrompts: 'pass' })
    await putPrompt(simulator, NAME, SILENT)
    await simulator.advance(1)
    expect(await stateOf(simulator)).toEqual({ name: NAME, state: 'passed' })
  })

  it('is over when somebody decides before, or deletes the file', async () => {
    const simulator = await startStill({ reviewSeconds: 60 })
    await putPrompt(simulator, NAME, promptFile())
    await putPrompt(simulator, 'gone.wav', promptFile())
    simulator.review(NAME, 'refused')
    await askGateway(simulator, 'DELETE', '/prompts/gone.wav')
    await simulator.advance(30)
    await putPrompt(simulator, 'gone.wav', promptFile())
    await simulator.advance(30)
    expect(await stateOf(simulator)).toEqual({ name: NAME, state: 'refused' })
    expect(await stateOf(simulator, 'gone.wav')).toEqual({ name: 'gone.wav', state: 'inReview' })
    await simulator.advance(30)
    expect(await stateOf(simulator, 'gone.wav')).toEqual({ name: 'gone.wav', state: 'passed' })
  })

  it('never comes by itself without one', async () => {
    const simulator = await startStill()
    await putPrompt(simulator, NAME, promptFile())
    await simulator.advance(30 * 86_400)
    expect(await stateOf(simulator)).toEqual({ name: NAME, state: 'inReview' })
  })

  it('runs the same course again', async () => {
    async function course() {
      const simulator = await startStill({ reviewSeconds: 60, seed: 5 })
      await putPrompt(simulator, 'one.wav', promptFile())
      await simulator.advance(20)
      await postPrompt(simulator, 'two-refuse.wav', promptFile({ data: 900 }), { description: '二' })
      await simulator.advance(45)
      await putPrompt(simulator, 'one.wav', promptFile())
      const { gateway, requests, requestLog, now } = simulator.state()
      return JSON.stringify({ gateway, requests, requestLog, now: Math.round(now / 1000) })
    }
    // Simulated time stands still between the steps, so that even the times are the same.
    expect(await course()).toBe(await course())
  })
})

describe('the control of reviews', () => {
  it('decides over HTTP as within the process', async () => {
    const simulator = await startStill()
    await putPrompt(simulator, NAME, promptFile())
    const told = await post(`${simulator.url}/sim/reviews`, { name: NAME, state: 'refused', reason: 'noise' })
    expect(told.status).toBe(200)
    expect(await stateOf(simulator)).toEqual({ name: NAME, state: 'refused', reason: 'noise' })
    expect((await post(`${simulator.url}/sim/reviews`, { name: NAME, state: 'passed' })).status).toBe(200)
    expect(await callWith(simulator, NAME)).toBe('accepted')
  })

  it.each([
    { name: 'none.wav', state: 'passed' },
    { name: NAME, state: 'inReview' },
    { name: NAME, state: 'passed', reason: 'fine' },
    { name: NAME, state: 'refused', cause: 'noise' },
    { state: 'passed' },
  ])('refuses %o with a reason', async (body) => {
    const simulator = await startStill()
    await putPrompt(simulator, NAME, promptFile())
    const answer = await post(`${simulator.url}/sim/reviews`, body)
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text).error).toMatch(/\w/)
    expect(await stateOf(simulator)).toEqual({ name: NAME, state: 'inReview' })
  })

  it('lets a template pass, and takes it back', async () => {
    const simulator = await startStill()
    const template = { id: 'review000009', content: '您的订单已经发出' }
    const playInfoList = [{ templateId: template.id, templateParas: [] }]
    const call = async () =>
      (await ask(simulator, NOTIFICATION_APP, 'callnotify', { ...NOTIFICATION_BODY, playInfoList }))
        .resultcode
    const tell = (approved: boolean) =>
      post(`${simulator.url}/sim/account`, { templates: [{ ...template, approved }] })
    expect(await call()).toBe('1012003')
    await tell(false)
    expect(await call()).toBe('1012002')
    await tell(true)
    expect(await call()).toBe('0')
    simulator.addTemplates([{ ...template, approved: false }])
    expect(await call()).toBe('1012002')
  })

  it('tells what was handed in, and counts what was asked', async () => {
    const simulator = await startStill()
    await putPrompt(simulator, NAME, promptFile())
    await putPrompt(simulator, NAME, promptFile())
    await promptState(simulator, NAME)
    await askGateway(simulator, 'GET', '/prompts')
    await askGateway(simulator, 'DELETE', '/prompts/none.wav')
    const state = JSON.parse((await get(`${simulator.url}/sim/state`)).text)
    expect(state.gateway.files).toMatchObject([{ name: NAME, bytes: promptFile().length, state: 'inReview' }])
    expect(state.requests).toEqual({
      'gateway.upload': { accepted: 1, refused: 1, notProcessed: 0 },
      'gateway.query': { accepted: 2, refused: 0, notProcessed: 0 },
      'gateway.delete': { accepted: 0, refused: 1, notProcessed: 0 },
    })
    expect(state.requestLog[1]).toMatchObject({ httpStatus: 409, gatewayCode: 'duplicate' })
  })
})

describe('a fault of an upload', () => {
  const outcomeOf = (asked: Promise<{ status: number; code: string }>) =>
    asked.then(
      ({ status, code }) => `${status} ${code}`,
      () => 'broken',
    )

  it.each([
    [{ kind: 'cutBefore' }, 'broken', 0],
    [{ kind: 'cutAfter' }, 'broken', 1],
    [{ kind: 'cutMid' }, 'broken', 1],
    [{ kind: 'slowBody', ms: 50 }, '201 ', 1],
    [{ kind: 'delay', ms: 50 }, '201 ', 1],
    [{ kind: 'resultcode' }, '503 unavailable', 0],
    [{ kind: 'resultcode', code: 'quota', httpStatus: 429 }, '429 quota', 0],
  ] satisfies [Omit<Fault, 'operation'>, string, number][])(
    '%o: %s, %i taken',
    async (fault, answered, taken) => {
      const simulator = await startStill()
      simulator.addFault({ operation: 'gateway.upload', ...fault })
      await askGateway(simulator, 'GET', '/prompts')
      expect(await outcomeOf(putPrompt(simulator, NAME, promptFile({ data: 900_000 })))).toBe(answered)
      expect(simulator.state().gateway.files).toHaveLength(taken)
      expect((await promptState(simulator, NAME)).status).toBe(taken === 1 ? 200 : 404)
      expect(await outcomeOf(putPrompt(simulator, NAME, promptFile()))).toBe(
        taken === 1 ? '409 duplicate' : '201 ',
      )
    },
  )

  it.each([
    ['dropBefore', 0],
    ['dropAfter', 1],
  ] as const)('%s leaves the asker waiting, %i taken', async (kind, taken) => {
    const simulator = await startStill()
    simulator.addFault({ operation: 'gateway.upload', kind })
    const patience = new AbortController()
    const broken = expect(
      putPrompt(simulator, NAME, promptFile(), { signal: patience.signal }),
    ).rejects.toThrow()
    while (simulator.state().requestLog.length === 0) await new Promise((resolve) => setImmediate(resolve))
    expect(simulator.state().gateway.files).toHaveLength(taken)
    patience.abort()
    await broken
  })

  it('leaves the calls alone, and theirs leave it', async () => {
    const simulator = await startStill()
    simulator.addFault({ operation: 'gateway.query', kind: 'cutBefore' })
    simulator.addFault({ operation: 'gateway.delete', kind: 'resultcode' })
    simulator.addFault({ kind: 'flowControl' })
    expect(await outcomeOf(putPrompt(simulator, NAME, promptFile()))).toBe('201 ')
    expect(await outcomeOf(promptState(simulator, NAME))).toBe('broken')
    expect(await outcomeOf(askGateway(simulator, 'DELETE', `/prompts/${NAME}`))).toBe('503 unavailable')
    expect(await callWith(simulator, 'wait_voice1.wav')).toMatch('1010010')
    expect(simulator.state().faults).toEqual([])
  })
})
