import { describe, expect, it } from 'vitest'
import type { SimulatorOptions } from './index.ts'
import { ask, base64, get, PATHS, send, signed } from './testing/client.ts'
import {
  CALLBACK_APP,
  CALLBACK_BODY,
  NOTIFICATION_APP,
  NOTIFICATION_BODY,
  startStill,
  VERIFICATION_APP,
  VERIFICATION_BODY,
} from './testing/desk.ts'

type Operation = 'click2Call' | 'callnotify' | 'callVerify'

const BASE = {
  click2Call: { app: CALLBACK_APP, body: CALLBACK_BODY },
  callnotify: { app: NOTIFICATION_APP, body: NOTIFICATION_BODY },
  callVerify: { app: VERIFICATION_APP, body: VERIFICATION_BODY },
}

/** [what is changed in a good body, expected resultcode] */
type Case = readonly [change: object, code: string]

/** Puts every case to a fresh simulator with many ports; reports all that differ at once. */
async function judge(operation: Operation, cases: readonly Case[], options: SimulatorOptions = {}) {
  const { app, body } = BASE[operation]
  const roomy = { ...app, ports: 10_000 }
  const simulator = await startStill({ apps: [roomy], ...options })
  const got: unknown[] = []
  for (const [change] of cases) {
    const answer = await ask(simulator, roomy, operation, { ...body, ...change })
    got.push([change, answer.resultcode])
  }
  expect(got).toEqual(cases.map(([change, code]) => [change, code]))
  const accepted = cases.filter(([, code]) => code === '0').length
  expect(simulator.state().calls).toBe(accepted)
}

const BAD = '1010002'
const gone = (name: string) => ({ [name]: undefined })
const same = (changes: readonly object[], code: string): Case[] => changes.map((change) => [change, code])

/** Not strings at all, and strings outside a String(from-to). */
const wrongTexts = (name: string, to: number) =>
  same(
    [1, true, null, [], {}, '', 'x'.repeat(to + 1)].map((value) => ({ [name]: value })),
    BAD,
  )
const wrongSwitches = (name: string) =>
  same(
    [true, false, 'TRUE', 'yes', '', 1, null].map((value) => ({ [name]: value })),
    BAD,
  )
const goodSwitches = (name: string) => same([{ [name]: 'true' }, { [name]: 'false' }], '0')

const LONGEST_PLAIN = `http://h/${'a'.repeat(96 - 9)}`

const SHARED: readonly Case[] = [
  ...goodSwitches('returnIdlePort'),
  ...wrongSwitches('returnIdlePort'),
  ...same([{ userData: 'x' }, { userData: 'x'.repeat(256) }, { userData: 'order-1 é' }], '0'),
  ...same([{ userData: 'a{b' }, { userData: 'a}b' }, { userData: '订单' }, { userData: '，' }], BAD),
  ...wrongTexts('userData', 256),
  ...['statusUrl', 'feeUrl'].flatMap((name) => [
    ...same(
      [
        { [name]: base64('https://www.huawei.com:9330/fee') },
        { [name]: base64('http://192.0.2.10:8888/test') },
        { [name]: base64(LONGEST_PLAIN) },
        { [name]: base64('http://h/a_b?c=d') },
      ],
      '0',
    ),
    ...same(
      [
        { [name]: 'https://www.huawei.com:9330/fee' },
        { [name]: base64('http://h/abcd').replace('=', '') },
        { [name]: base64(`${LONGEST_PLAIN}a`) },
        { [name]: base64('ftp://h/x') },
        { [name]: base64('http://') },
        { [name]: 'aHR0cDovL2g_' },
        { [name]: '/+8=' },
      ],
      BAD,
    ),
    ...wrongTexts(name, 4096),
  ]),
  ...same([{ bindNbr: '+8675528000111' }, { bindNbr: 'anything' }, { notAField: 1 }], '0'),
  [{ bindNbr: 5 }, BAD],
]

const DISPLAY = (name: string): readonly Case[] => [
  [gone(name), BAD],
  ...wrongTexts(name, 31),
  [{ [name]: '+86' }, BAD],
  ...same([{ [name]: '+8675528999999' }, { [name]: '75528000111' }, { [name]: '+8613500001111' }], '1010023'),
]

const PARTY = (name: string): readonly Case[] => [
  [gone(name), BAD],
  ...wrongTexts(name, 31),
  ...same(
    ['+8613500001111', '+8675528000001', '+861068000001', '+861082000000'].map((n) => ({ [name]: n })),
    '0',
  ),
  ...same(
    ['13500001111', '+86 13500001111', '+8695533', '+86075528000001', '+861350000111a', '8613500001111'].map(
      (n) => ({ [name]: n }),
    ),
    BAD,
  ),
  ...same(
    ['+14155550100', '+85221234567', '+85328123456', '+886223456789'].map((n) => ({ [name]: n })),
    '1013112',
  ),
]

const PROMPT = (name: string, more: object = {}): readonly Case[] => [
  [{ ...more, [name]: 'wait_voice1.wav' }, '0'],
  [{ ...more, [name]: 'missing.wav' }, BAD],
  [{ ...more, [name]: 'wait_voice1' }, BAD],
  ...wrongTexts(name, 128).map(([change, code]): Case => [{ ...more, ...change }, code]),
]

describe('click2Call', () => {
  it('holds every parameter against its table', () =>
    judge('click2Call', [
      [{}, '0'],
      ...DISPLAY('displayNbr'),
      ...DISPLAY('displayCalleeNbr'),
      [{ displayCalleeNbr: '+8675528000112' }, '0'],
      ...PARTY('callerNbr'),
      ...PARTY('calleeNbr'),
      ...same(
        [0, 1, 30, 1440].map((maxDuration) => ({ maxDuration })),
        '0',
      ),
      ...same(
        [-1, 1441, 1.5, '30', null, true].map((maxDuration) => ({ maxDuration })),
        BAD,
      ),
      ...PROMPT('lastMinVoice', { maxDuration: 30 }),
      ...same(
        ['toa', 'tob', 'both'].map((lastMinToUE) => ({ maxDuration: 5, lastMinToUE })),
        '0',
      ),
      ...same(
        ['toA', '', 1, null].map((lastMinToUE) => ({ lastMinToUE })),
        BAD,
      ),
      ...goodSwitches('playPreVoice'),
      ...wrongSwitches('playPreVoice'),
      ...PROMPT('preVoice', { playPreVoice: 'true' }),
      ...PROMPT('waitVoice'),
      ...same(
        ['all', 'none', 'fail'].map((calleeMedia) => ({ calleeMedia })),
        '0',
      ),
      ...same(
        ['ALL', 'some', 0, null].map((calleeMedia) => ({ calleeMedia })),
        BAD,
      ),
      ...goodSwitches('recordFlag'),
      ...wrongSwitches('recordFlag'),
      ...PROMPT('recordHintTone', { recordFlag: 'true' }),
      ...goodSwitches('partyTypeRequiredInDisconnect'),
      ...wrongSwitches('partyTypeRequiredInDisconnect'),
      ...SHARED,
    ]))

  it('ignores dependent parameters without their switch, or refuses them when told to', async () => {
    const dependent = [
      { lastMinVoice: 'missing.wav' },
      { lastMinToUE: 'toa' },
      { playPreVoice: 'false', preVoice: 'missing.wav' },
      { recordHintTone: 'missing.wav' },
    ]
    await judge('click2Call', same(dependent, '0'))
    await judge('click2Call', same(dependent, BAD), { dependentWithoutSwitch: 'refuse' })
  })

  it('takes booleans, generic numbers, plain lengths, listed characters and checked bindNbr as configured', async () => {
    await judge(
      'click2Call',
      [
        [{ recordFlag: true }, '0'],
        [{ recordFlag: 1 }, BAD],
      ],
      { acceptBooleans: true },
    )
    await judge(
      'click2Call',
      [
        [{ calleeNbr: '+14155550100' }, '0'],
        [{ calleeNbr: '14155550100' }, BAD],
      ],
      {
        numberForm: 'generic',
      },
    )
    await judge(
      'click2Call',
      [
        [{ feeUrl: base64(`http://h/${'a'.repeat(119)}`) }, '0'],
        [{ feeUrl: base64(`http://h/${'a'.repeat(120)}`) }, BAD],
      ],
      { urlLengthOf: 'plain' },
    )
    await judge(
      'click2Call',
      [
        [{ feeUrl: base64('http://h:1/a-b.c') }, '0'],
        [{ feeUrl: base64('http://h/a?b') }, BAD],
      ],
      {
        urlCharacters: 'listed',
      },
    )
    await judge(
      'click2Call',
      [
        [{ bindNbr: '+8675528000112' }, '0'],
        [{ bindNbr: '+8675528000999' }, '1012001'],
      ],
      {
        bindNbr: 'check',
      },
    )
    await judge('click2Call', [[{ notAField: 1 }, BAD]], { refuseUnknownFields: true })
  })

  it('refuses recording for an application without it', async () => {
    const app = { ...CALLBACK_APP, recordingEnabled: false }
    const simulator = await startStill({ apps: [app] })
    const answer = await ask(simulator, app, 'click2Call', { ...CALLBACK_BODY, recordFlag: 'true' })
    expect(answer).toMatchObject({ status: 403, resultcode: '1012012' })
    expect((await ask(simulator, app, 'click2Call', CALLBACK_BODY)).resultcode).toBe('0')
  })

  it('names the parameter or the file in its text', async () => {
    const simulator = await startStill()
    const text = async (change: object) =>
      (await ask(simulator, CALLBACK_APP, 'click2Call', { ...CALLBACK_BODY, ...change })).resultdesc
    expect(await text({ waitVoice: 'lastMinVoice.wav' })).toBe(
      'Invalid request.lastMinVoice.wav does not exist.',
    )
    expect(await text({ callerNbr: 'x' })).toContain('callerNbr')
    expect((await text({ waitVoice: `${'x'.repeat(124)}.wav` }))?.length).toBeLessThanOrEqual(128)
  })

  it('needs a JSON object under the documented Content-Type', async () => {
    const simulator = await startStill()
    const url = `${simulator.url}${PATHS.click2Call}`
    for (const body of ['', '[]', 'null', '{', '"x"']) {
      expect(await send(url, signed(CALLBACK_APP), body)).toMatchObject({ status: 403, resultcode: BAD })
    }
    const typed = (type: string) => ({ ...signed(CALLBACK_APP), 'Content-Type': type })
    expect((await send(url, typed('text/plain'), CALLBACK_BODY)).resultcode).toBe(BAD)
    expect((await send(url, typed('application/json; charset=utf-8'), CALLBACK_BODY)).resultcode).toBe('0')
    expect((await send(url, typed('application/json'), CALLBACK_BODY)).resultcode).toBe('0')
  })

  it('reports unknown fields, so that a misspelt name is seen', async () => {
    const simulator = await startStill()
    await ask(simulator, CALLBACK_APP, 'click2Call', { ...CALLBACK_BODY, statusURL: 'x' })
    expect(simulator.state().requestLog[0]).toMatchObject({
      outcome: 'accepted',
      unknownFields: ['statusURL'],
    })
  })

  it('limits calls at a time and tells the free ports', async () => {
    const app = { ...CALLBACK_APP, ports: 2 }
    const simulator = await startStill({ apps: [app] })
    const call = () => ask(simulator, app, 'click2Call', { ...CALLBACK_BODY, returnIdlePort: 'true' })
    expect(await call()).toMatchObject({ resultcode: '0', idlePort: 1 })
    expect(await call()).toMatchObject({ resultcode: '0', idlePort: 0 })
    expect(await call()).toMatchObject({
      status: 403,
      resultcode: '1020165',
      sessionId: '',
      idlePort: undefined,
    })
    await simulator.advance(120)
    expect(await call()).toMatchObject({ resultcode: '0', idlePort: 1 })
    expect((await ask(simulator, app, 'click2Call', CALLBACK_BODY)).idlePort).toBeUndefined()
  })

  it('controls the flow at 403 with 1010010 when a rate is set', async () => {
    let now = Date.now()
    const simulator = await startStill({ requestsPerSecond: 2, authClock: () => now })
    const call = () => ask(simulator, CALLBACK_APP, 'click2Call', CALLBACK_BODY)
    expect([(await call()).status, (await call()).status]).toEqual([200, 200])
    expect(await call()).toMatchObject({ status: 403, resultcode: '1010010' })
    now += 1001
    expect((await call()).status).toBe(200)
  })
})

describe('callnotify', () => {
  const play = (...playInfoList: unknown[]) => ({ playInfoList })
  const file = { notifyVoice: 'greeting_1.wav' }
  const values = ['3', '人民公园正门', '2026/03/01', '18:30']
  const template = (templateParas: unknown, templateId: unknown = 'a1b2c3d4e5f6') => ({
    templateId,
    templateParas,
  })

  it('holds every parameter against its table', () =>
    judge('callnotify', [
      [{}, '0'],
      ...DISPLAY('displayNbr'),
      ...PARTY('calleeNbr'),
      ...SHARED,
      [gone('playInfoList'), BAD],
      ...same(
        [{}, 'x', null, [], [1], [[]], [null]].map((playInfoList) => ({ playInfoList })),
        BAD,
      ),
      [play(file, file, file, file, file), '0'],
      [play(file, file, file, file, file, file), BAD],
      [play({}), BAD],
      [play({ ...file, ...template(values) }), BAD],
      [play({ notifyVoice: 'missing.wav' }), BAD],
      [play({ notifyVoice: '' }), BAD],
      [play(file, { notifyVoice: 5 }), BAD],
      ...same(
        [0, 1, 32].map((collectInd) => play({ ...file, collectInd })),
        '0',
      ),
      ...same(
        [-1, 33, '1', 1.5, null].map((collectInd) => play({ ...file, collectInd })),
        BAD,
      ),
      ...same(
        ['true', 'false'].map((replayAfterCollection) =>
          play({ ...file, collectInd: 1, replayAfterCollection }),
        ),
        '0',
      ),
      ...same(
        [true, 'yes'].map((replayAfterCollection) => play({ ...file, replayAfterCollection })),
        BAD,
      ),
    ]))

  it('holds templates against their variables', () =>
    judge('callnotify', [
      [play(template(values)), '0'],
      [play(template(values), file), '0'],
      [play(template([], 'plain0000001')), '0'],
      [play({ templateId: 'plain0000001' }), BAD],
      [play({ templateId: 'a1b2c3d4e5f6' }), BAD],
      [play(template(values, 'unknown00001')), '1012003'],
      [play(template(values, 'x'.repeat(33))), BAD],
      [play(template(['1'], 'review000001')), '1012002'],
      [play(template(values.slice(1))), '1012004'],
      [play(template([...values, 'x'])), '1012004'],
      [play(template(['123', ...values.slice(1)])), '1012005'],
      [play(template(['3a', ...values.slice(1)])), '1012005'],
      [play(template(['3', '', '2026/03/01', '18:30'])), '1012005'],
      [play(template(['3', '一二三四五六七八九十一', '2026/03/01', '18:30'])), '1012005'],
      [play(template(['3', '12.5', '2026/03/01', '18:30:59'])), '0'],
      [play(template(['3', 'x', '2026-03-01', '18:30'])), '1012005'],
      [play(template(['3', 'x', '2026/02/30', '18:30'])), '1012005'],
      [play(template(['3', 'x', '2026/03/01', '24:00'])), '1012005'],
      ...same(
        ['$', '{', '}'].map((sign) => play(template(['3', sign, '2026/03/01', '18:30']))),
        BAD,
      ),
      [play(template('3')), BAD],
      [play(template([3])), BAD],
      [play({ ...template(values), templateId: undefined }), BAD],
    ]))

  it('holds the replay trigger against the number of digits', () => {
    const replay = (more: object) => play({ ...file, collectInd: 2, replayAfterCollection: 'true', ...more })
    return judge('callnotify', [
      [replay({ collectContentTriggerReplaying: '11' }), '0'],
      [replay({}), '0'],
      [replay({ collectContentTriggerReplaying: '1' }), BAD],
      [replay({ collectContentTriggerReplaying: '111' }), BAD],
      [replay({ collectContentTriggerReplaying: '1a' }), BAD],
      [replay({ collectContentTriggerReplaying: 11 }), BAD],
      [replay({ replayAfterCollection: 'false', collectContentTriggerReplaying: '1' }), '0'],
    ])
  })

  it('reads the points that are not confirmed as configured', async () => {
    const unswitched = [
      play({ ...file, replayAfterCollection: 'true' }),
      play({ ...file, collectInd: 1, collectContentTriggerReplaying: '1' }),
    ]
    await judge('callnotify', same(unswitched, BAD), { dependentWithoutSwitch: 'refuse' })
    await judge('callnotify', [[play({ templateId: 'plain0000001' }), '0']], { templateParasOptional: true })
    const content = '您好' + '$' + '{TXT_4}'
    const templates = [{ id: 't1', content, approved: true }]
    const chinese = play(template(['一二'], 't1'))
    await judge('callnotify', [[chinese, '1012005']], { templates })
    await judge('callnotify', [[chinese, '0']], { templates, templateLengthOf: 'characters' })
  })

  it('names the offending value', async () => {
    const simulator = await startStill()
    const body = { ...NOTIFICATION_BODY, ...play(template(['9z', ...values.slice(1)])) }
    expect(await ask(simulator, NOTIFICATION_APP, 'callnotify', body)).toMatchObject({
      status: 403,
      resultdesc: '9z of templateParas does not meet template requirements.',
    })
  })
})

describe('callVerify', () => {
  it('holds every parameter against its table', () =>
    judge('callVerify', [
      [{}, '0'],
      ...DISPLAY('displayNbr'),
      ...PARTY('calleeNbr'),
      ...SHARED,
      [gone('languageType'), BAD],
      ...same(
        [1, 3, '2', 2.5, null].map((languageType) => ({ languageType })),
        BAD,
      ),
      [gone('preTone'), BAD],
      ...PROMPT('preTone'),
      ...PROMPT('posTone'),
      [gone('verifyCode'), BAD],
      ...same(
        ['12', '12345678', '0000'].map((verifyCode) => ({ verifyCode })),
        '0',
      ),
      ...same(
        ['1', '123456789', '12a4', '', 1234, null].map((verifyCode) => ({ verifyCode })),
        BAD,
      ),
      ...same(
        [0, 3, 9].map((times) => ({ times })),
        '0',
      ),
      ...same(
        [-1, 10, '3', 1.5, null].map((times) => ({ times })),
        BAD,
      ),
    ]))
})

describe('callStop', () => {
  it('holds both parameters against their table', async () => {
    const simulator = await startStill()
    const { sessionId } = await ask(simulator, CALLBACK_APP, 'click2Call', CALLBACK_BODY)
    const code = async (body: unknown) => (await ask(simulator, CALLBACK_APP, 'callStop', body)).resultcode
    expect(await code({ signal: 'call_stop' })).toBe(BAD)
    expect(await code({ sessionId, signal: 'call_stop' })).toBe(BAD)
    expect(await code({ sessionid: sessionId })).toBe(BAD)
    expect(await code({ sessionid: sessionId, signal: 'stop' })).toBe(BAD)
    expect(await code({ sessionid: '', signal: 'call_stop' })).toBe(BAD)
    expect(await code({ sessionid: 'x'.repeat(257), signal: 'call_stop' })).toBe(BAD)
    expect(await code({ sessionid: 7, signal: 'call_stop' })).toBe(BAD)
    expect(await code({ sessionid: 'unknown', signal: 'call_stop' })).toBe('1016001')
    expect(await code({ sessionid: sessionId, signal: 'call_stop' })).toBe('0')
    expect(await code({ sessionid: sessionId, signal: 'call_stop' })).toBe('1016001')
  })
})

describe('record', () => {
  it('holds both parameters against their table', async () => {
    const simulator = await startStill()
    const code = async (query: string) =>
      (await get(`${simulator.url}${PATHS.record}${query}`, signed(CALLBACK_APP))).resultcode
    expect(await code('')).toBe(BAD)
    expect(await code('?fileName=a.wav')).toBe(BAD)
    expect(await code('?recordDomain=d')).toBe(BAD)
    expect(await code('?fileName=&recordDomain=d')).toBe(BAD)
    expect(await code(`?fileName=${'a'.repeat(129)}&recordDomain=d`)).toBe(BAD)
    expect(await code(`?fileName=a.wav&recordDomain=${'d'.repeat(129)}`)).toBe(BAD)
    expect(await code('?fileName=a.wav&recordDomain=d')).toBe('1016001')
    const other = await get(
      `${simulator.url}${PATHS.record}?fileName=a&recordDomain=d`,
      signed(NOTIFICATION_APP),
    )
    expect(other.resultcode).toBe('1010040')
  })
})
