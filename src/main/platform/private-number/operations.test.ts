import { createServer, type IncomingMessage } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import type { AxbTerms, AxeTerms, AxTerms, AxybTerms } from '../../../domain/bindings/index.ts'
import { isE164, isSessionId, isUtcMs, must } from '../../../domain/values.ts'
import { createPlatform } from '../client.ts'
import type { PlatformRequest } from '../operations.ts'
import {
  bindAx,
  bindAxb,
  bindAxe,
  bindAxyb,
  bindPair,
  countAxeBindings,
  modifyAx,
  modifyAxb,
  modifyAxe,
  queryAx,
  queryAxb,
  queryAxe,
  queryAxeOfX,
  queryAxyb,
  setTemporaryCallee,
  unbindAx,
  unbindAxb,
  unbindAxe,
  unbindAxyb,
} from './index.ts'

/**
 * Every operation of private-number-axb-ax.md and private-number-axe-axyb-x.md as it goes over the wire: method,
 * path, place, name and form of each parameter, and what is read of each answer. The answers are written from the
 * pages' field tables.
 */

const e164 = (text: string) => must(text, isE164, 'number')
const A = e164('+8613800000011')
const B = e164('+8613900000022')
const X = e164('+8617000000033')
const SUB = '5f3c1a9e-7b20-4d0e-9a61-0c4be8d1a2f7'

const AXB: AxbTerms = {
  mode: 'axb',
  a: A,
  b: B,
  x: { by: 'number', number: X },
  direction: 'fromA',
  lifeS: 86_400,
  record: true,
  recordHintTone: 'rec.wav',
  maxDurationMinutes: 30,
  lastMinVoice: 'last.wav',
  sms: true,
  waitToneA: 'a.wav',
  waitToneB: 'b.wav',
  userData: 'order-1',
}
const AX: AxTerms = {
  mode: 'ax',
  a: A,
  x: { by: 'city', areaCode: '010', match: 'loose' },
  direction: 'toA',
  on: false,
  record: true,
  recordHintTone: 'rec.wav',
  maxDurationMinutes: 5,
  lastMinVoice: 'last.wav',
  sms: false,
  waitToneA: 'a.wav',
  waitToneB: 'b.wav',
  userData: 'seller-1',
}
const AXE: AxeTerms = {
  mode: 'axe',
  a: A,
  x: { by: 'number', number: X },
  extension: '0042',
  lifeS: 48 * 3600,
  callbackLifeS: 24 * 3600,
  record: true,
  recordHintTone: 'rec.wav',
  noCallback: { by: 'tone', tone: 'none.wav' },
  userData: 'order-2',
}
const AXYB: AxybTerms = {
  mode: 'axyb',
  a: A,
  x: { by: 'city', areaCode: '0755', match: 'strict' },
  direction: 'both',
  lifeS: 86_400,
  pairLifeS: 7200,
  record: true,
  recordHintTone: 'rec.wav',
  waitToneX: 'x.wav',
  userData: 'job-7',
}

const AXB_PATH = '/rest/caas/relationnumber/partners/v1.0'
const AX_PATH = '/rest/provision/caas/privatenumber/v1.0'
const AXE_PATH = '/rest/caas/extendnumber/v1.0'
const AXYB_PATH = '/rest/omp/xyrelationnumber/v1.0'
const PLUS = (number: string) => number.replace('+', '%2B')

type Row = {
  readonly request: PlatformRequest<unknown>
  readonly line: string
  readonly body?: object
  readonly answer?: object
  readonly value?: unknown
}

const ROWS: Readonly<Record<string, Row>> = {
  'AXB bind with X': {
    request: bindAxb(AXB),
    line: `POST ${AXB_PATH}`,
    body: {
      callerNum: A,
      calleeNum: B,
      relationNum: X,
      callDirection: 1,
      duration: 86_400,
      recordFlag: 'true',
      recordHintTone: 'rec.wav',
      maxDuration: 30,
      lastMinVoice: 'last.wav',
      privateSms: 'true',
      preVoice: { callerHintTone: 'a.wav', calleeHintTone: 'b.wav' },
      userData: 'order-1',
    },
    answer: { subscriptionId: SUB, relationNum: X, callDirection: 1, duration: 86_400, maxDuration: 30 },
    value: { subscriptionId: SUB, x: X, lifeS: 86_400 },
  },
  'AXB bind by city, nothing optional': {
    request: bindAxb({
      mode: 'axb',
      a: A,
      b: B,
      x: { by: 'city', areaCode: '0755', match: 'loose' },
      direction: 'both',
      lifeS: 0,
      record: false,
      maxDurationMinutes: 0,
    }),
    line: `POST ${AXB_PATH}`,
    body: {
      callerNum: A,
      calleeNum: B,
      areaCode: '0755',
      areaMatchMode: '1',
      callDirection: 0,
      duration: 0,
      recordFlag: 'false',
      maxDuration: 0,
    },
    answer: { subscriptionId: SUB, relationNum: X },
    value: { subscriptionId: SUB, x: X, lifeS: undefined },
  },
  'AXB bind, X by the area of A; dependent options without their switch stay out': {
    request: bindAxb({ ...AXB, x: { by: 'platform' }, record: false, maxDurationMinutes: 0 }),
    line: `POST ${AXB_PATH}`,
    body: {
      callerNum: A,
      calleeNum: B,
      callDirection: 1,
      duration: 86_400,
      recordFlag: 'false',
      maxDuration: 0,
      privateSms: 'true',
      preVoice: { callerHintTone: 'a.wav', calleeHintTone: 'b.wav' },
      userData: 'order-1',
    },
    answer: { subscriptionId: SUB, relationNum: X },
    value: { subscriptionId: SUB, x: X, lifeS: undefined },
  },
  'AXB unbind': {
    request: unbindAxb({ subscriptionId: SUB }),
    line: `DELETE ${AXB_PATH}?subscriptionId=${SUB}`,
    value: true,
  },
  'AXB unbind everything of X': {
    request: unbindAxb({ x: X }),
    line: `DELETE ${AXB_PATH}?relationNum=${PLUS(X)}`,
    value: true,
  },
  'AXB modify': {
    request: modifyAxb(SUB, {
      mode: 'axb',
      a: B,
      b: A,
      direction: 'toA',
      lifeS: 60,
      maxDurationMinutes: 1,
      lastMinVoice: 'last.wav',
      waitToneB: 'b.wav',
      sms: false,
      record: false,
      userData: 'new',
    }),
    line: `PUT ${AXB_PATH}`,
    body: {
      subscriptionId: SUB,
      callerNum: B,
      calleeNum: A,
      callDirection: 2,
      duration: 60,
      maxDuration: 1,
      lastMinVoice: 'last.wav',
      preVoice: { calleeHintTone: 'b.wav' },
      privateSms: 'false',
      recordFlag: 'false',
      userData: 'new',
    },
    value: true,
  },
  'AXB query by subscription': {
    request: queryAxb({ subscriptionId: SUB }),
    line: `GET ${AXB_PATH}?subscriptionId=${SUB}`,
    answer: { relationNumList: [], totalCount: 0 },
    value: { items: [], total: 0 },
  },
  'AXB query by X, A and B, a page': {
    request: queryAxb({ x: X, a: A, b: B, pageIndex: 2, pageSize: 100 }),
    line: `GET ${AXB_PATH}?relationNum=${PLUS(X)}&callerNum=${PLUS(A)}&calleeNum=${PLUS(B)}&pageIndex=2&pageSize=100`,
    answer: {
      app_key: 'k',
      relationNumList: [
        {
          subscriptionId: SUB,
          relationNum: X,
          callerNum: A,
          calleeNum: B,
          callDirection: 2,
          duration: 86_400,
          subscribeTime: '2026-01-14 08:02:11',
          recordFlag: 'true',
          recordHintTone: 'rec.wav',
          preVoice: { callerHintTone: 'a.wav', calleeHintTone: 'b.wav' },
          maxDuration: 30,
          lastMinVoice: 'last.wav',
          privateSms: 'false',
          userData: 'order-1',
        },
      ],
      totalCount: '1',
      pageIndex: '1',
      pageSize: 20,
    },
    value: {
      total: 1,
      items: [
        {
          mode: 'axb',
          subscriptionId: SUB,
          a: A,
          b: B,
          x: X,
          subscribeTime: '2026-01-14 08:02:11',
          settings: {
            direction: 'toA',
            lifeS: 86_400,
            record: true,
            recordHintTone: 'rec.wav',
            maxDurationMinutes: 30,
            lastMinVoice: 'last.wav',
            sms: false,
            waitToneA: 'a.wav',
            waitToneB: 'b.wav',
            userData: 'order-1',
          },
        },
      ],
    },
  },
  'AX bind by city': {
    request: bindAx(AX),
    line: `POST ${AX_PATH}`,
    body: {
      origNum: A,
      areaCode: '010',
      privateNumType: 'mobile-virtual',
      areaMatchMode: '1',
      recordFlag: 'true',
      recordHintTone: 'rec.wav',
      calleeNumDisplay: '0',
      privateSms: 'false',
      preVoice: { callerHintTone: 'a.wav', calleeHintTone: 'b.wav' },
      maxDuration: 5,
      lastMinVoice: 'last.wav',
      callDirection: 2,
      turnFlag: 'off',
      userData: 'seller-1',
    },
    answer: { subscriptionId: SUB, origNum: A, privateNum: X },
    value: { subscriptionId: SUB, x: X },
  },
  'AX bind with X': {
    request: bindAx({
      mode: 'ax',
      a: A,
      x: { by: 'number', number: X },
      direction: 'both',
      on: true,
      record: false,
      maxDurationMinutes: 0,
    }),
    line: `POST ${AX_PATH}`,
    body: {
      origNum: A,
      privateNum: X,
      recordFlag: 'false',
      calleeNumDisplay: '0',
      maxDuration: 0,
      callDirection: 0,
      turnFlag: 'on',
    },
    answer: { subscriptionId: SUB, privateNum: X },
    value: { subscriptionId: SUB, x: X },
  },
  'AX unbind': {
    request: unbindAx({ subscriptionId: SUB }),
    line: `DELETE ${AX_PATH}?subscriptionId=${SUB}`,
    value: true,
  },
  'AX unbind by X': {
    request: unbindAx({ x: X }),
    line: `DELETE ${AX_PATH}?privateNum=${PLUS(X)}`,
    value: true,
  },
  'AX modify': {
    request: modifyAx(SUB, {
      mode: 'ax',
      a: B,
      sms: true,
      record: true,
      maxDurationMinutes: 9,
      lastMinVoice: 'last.wav',
      direction: 'fromA',
      on: true,
      userData: 'n',
    }),
    line: `PUT ${AX_PATH}`,
    body: {
      subscriptionId: SUB,
      origNum: B,
      privateSms: 'true',
      recordFlag: 'true',
      maxDuration: 9,
      lastMinVoice: 'last.wav',
      callDirection: 1,
      turnFlag: 'on',
      userData: 'n',
    },
    value: true,
  },
  'AX query by A': {
    request: queryAx({ a: A }),
    line: `GET ${AX_PATH}?origNum=${PLUS(A)}`,
    answer: {
      privateNumList: [
        {
          origNum: A,
          privateNum: X,
          privateNumType: 'mobile-virtual',
          subscribeTime: '2026-01-14 16:20:05',
          subscriptionId: SUB,
          recordFlag: true,
          privateSms: 'true',
          maxDuration: '3',
          turnFlag: 'on',
          callDirection: '1',
          userData: '',
        },
      ],
    },
    value: {
      items: [
        {
          mode: 'ax',
          subscriptionId: SUB,
          a: A,
          x: X,
          subscribeTime: '2026-01-14 16:20:05',
          settings: { direction: 'fromA', record: true, maxDurationMinutes: 3, sms: true, on: true },
        },
      ],
    },
  },
  'AX query by subscription': {
    request: queryAx({ subscriptionId: SUB }),
    line: `GET ${AX_PATH}?subscriptionId=${SUB}`,
    answer: { privateNumList: [] },
    value: { items: [] },
  },
  'AX query by X': {
    request: queryAx({ x: X }),
    line: `GET ${AX_PATH}?privateNum=${PLUS(X)}`,
    answer: { privateNumList: [] },
    value: { items: [] },
  },
  'AX temporary callee': {
    request: setTemporaryCallee(SUB, { number: B, validS: 120, userData: 'c' }),
    line: 'PUT /rest/caas/privatenumber/calleenumber/v1.0',
    body: { subscriptionId: SUB, calleeNum: B, duration: 120, userData: 'c' },
    value: true,
  },
  'AXE bind in hours': {
    request: bindAxe(AXE),
    line: `POST ${AXE_PATH}`,
    body: {
      virtualNum: X,
      bindNum: A,
      extendNum: '0042',
      displayNumMode: '0',
      recordFlag: 'true',
      recordHintTone: 'rec.wav',
      callbackTone: 'none.wav',
      timeUnit: '0',
      bindExpiredTime: 48,
      callbackExpiredTime: 24,
      userData: 'order-2',
    },
    answer: {
      subscriptionId: SUB,
      virtualNum: X,
      extendNum: '0042',
      bindExpiredTime: 48,
      callbackExpiredTime: 24,
    },
    value: { subscriptionId: SUB, x: X, extension: '0042', lifeS: 48 * 3600 },
  },
  'AXE bind in minutes, by city, with a number for callbacks': {
    request: bindAxe({
      mode: 'axe',
      a: A,
      x: { by: 'city', areaCode: '020', match: 'strict' },
      lifeS: 5400,
      callbackLifeS: 0,
      record: false,
      noCallback: { by: 'number', number: B },
    }),
    line: `POST ${AXE_PATH}`,
    body: {
      areaCode: '020',
      areaMatchMode: '0',
      bindNum: A,
      displayNumMode: '0',
      recordFlag: 'false',
      callbackNum: B,
      timeUnit: '1',
      bindExpiredTime: 90,
      callbackExpiredTime: 0,
    },
    answer: { subscriptionId: SUB, virtualNum: X, extendNum: '7', bindExpiredTime: 90 },
    value: { subscriptionId: SUB, x: X, extension: '7', lifeS: 5400 },
  },
  'AXE unbind': {
    request: unbindAxe({ subscriptionId: SUB }),
    line: `DELETE ${AXE_PATH}?subscriptionId=${SUB}`,
    value: true,
  },
  'AXE unbind by X and extension': {
    request: unbindAxe({ x: X, extension: '0042' }),
    line: `DELETE ${AXE_PATH}?virtualNum=${PLUS(X)}&extendNum=0042`,
    value: true,
  },
  'AXE modify: both lives share a unit': {
    request: modifyAxe(
      SUB,
      {
        mode: 'axe',
        record: true,
        recordHintTone: 'rec.wav',
        noCallback: { by: 'number', number: B },
        lifeS: 5400,
      },
      { lifeS: 3600, callbackLifeS: 7200 },
    ),
    line: `PUT ${AXE_PATH}`,
    body: {
      subscriptionId: SUB,
      recordFlag: 'true',
      recordHintTone: 'rec.wav',
      callbackNum: B,
      timeUnit: '1',
      bindExpiredTime: 90,
      callbackExpiredTime: 120,
    },
    value: true,
  },
  'AXE query': {
    request: queryAxe({ subscriptionId: SUB }),
    line: `GET ${AXE_PATH}?subscriptionId=${SUB}`,
    answer: {
      subscriptionId: SUB,
      virtualNum: X,
      extendNum: '0042',
      bindNum: A,
      displayNumMode: '0',
      recordFlag: 'true',
      recordHintTone: 'rec.wav',
      callbackTone: 'none.wav',
      timeUnit: '1',
      bindExpiredTime: 90,
      callbackExpiredTime: 60,
      userData: 'u',
    },
    value: {
      mode: 'axe',
      subscriptionId: SUB,
      a: A,
      x: X,
      extension: '0042',
      settings: {
        record: true,
        recordHintTone: 'rec.wav',
        lifeS: 5400,
        callbackLifeS: 3600,
        noCallback: { by: 'tone', tone: 'none.wav' },
        userData: 'u',
      },
    },
  },
  'AXE query v2.0: the first list, the cursor as it is spelt there': {
    request: queryAxeOfX(X, '1700000000000_7', 50),
    line: `GET /rest/caas/extendnumber/v2.0?virtualNum=${PLUS(X)}&cursor=1700000000000_7&limit=50`,
    answer: {
      someList: [
        { subscriptionId: SUB, virtualNum: X, extendNum: '1', bindNum: A, timeUnit: '0', bindExpiredTime: 2 },
      ],
      nextCusor: '1700000000000_8',
    },
    value: {
      items: [{ mode: 'axe', subscriptionId: SUB, a: A, x: X, extension: '1', settings: { lifeS: 7200 } }],
      next: '1700000000000_8',
    },
  },
  'AXE query v2.0, from the first page': {
    request: queryAxeOfX(X),
    line: `GET /rest/caas/extendnumber/v2.0?virtualNum=${PLUS(X)}&cursor=0000000000000_0&limit=100`,
    answer: { someList: [] },
    value: { items: [] },
  },
  'AXE bind count of one X': {
    request: countAxeBindings({ x: X }),
    line: `GET /rest/caas/virtualnumber/v1.0?number=${PLUS(X)}`,
    answer: { numberList: [{ number: X, bindCount: 3 }] },
    value: { items: [{ number: X, count: 3 }] },
  },
  'AXE bind count, a page': {
    request: countAxeBindings({}),
    line: 'GET /rest/caas/virtualnumber/v1.0?cursor=0&limit=50',
    answer: { numberList: [], nextCursor: '9' },
    value: { items: [], next: '9' },
  },
  'AXYB bind AX': {
    request: bindAxyb('key-1', AXYB),
    line: `POST ${AXYB_PATH}?app_key=key-1`,
    body: {
      origNum: A,
      areaCode: '0755',
      areaMatchMode: '0',
      callDirection: 0,
      duration: 86_400,
      ybDuration: 7200,
      recordFlag: 'true',
      recordHintTone: 'rec.wav',
      preVoiceX: 'x.wav',
      userData: 'job-7',
    },
    answer: { subscriptionId: SUB, relationNumber: X },
    value: { subscriptionId: SUB, x: X },
  },
  'AXYB bind YB': {
    request: bindPair('key-1', SUB, {
      b: B,
      y: { by: 'city', areaCode: '010', match: 'loose' },
      lifeS: 3600,
      waitToneY: 'y.wav',
    }),
    line: `POST ${AXYB_PATH}?app_key=key-1`,
    body: {
      origNum: B,
      subscriptionId: SUB,
      areaCode: '010',
      areaMatchMode: '1',
      ybDuration: 3600,
      preVoiceY: 'y.wav',
    },
    answer: { subscriptionId: SUB, relationNumber: X },
    value: { subscriptionId: SUB, y: X },
  },
  'AXYB unbind everything': {
    request: unbindAxyb('key-1', SUB, 'everything'),
    line: `DELETE ${AXYB_PATH}?app_key=key-1&subscriptionId=${SUB}`,
    value: true,
  },
  'AXYB unbind one Y': {
    request: unbindAxyb('key-1', SUB, { y: X }),
    line: `DELETE ${AXYB_PATH}?app_key=key-1&subscriptionId=${SUB}&yNum=${PLUS(X)}`,
    value: true,
  },
  'AXYB unbind one B': {
    request: unbindAxyb('key-1', SUB, { b: B }),
    line: `DELETE ${AXYB_PATH}?app_key=key-1&subscriptionId=${SUB}&bNum=${PLUS(B)}`,
    value: true,
  },
  'AXYB query: rows of one id are one binding with its pairs': {
    request: queryAxyb('key-1', { x: X }),
    line: `GET ${AXYB_PATH}?app_key=key-1&relationNum=${PLUS(X)}`,
    answer: {
      xyRelationNumList: [
        {
          bindId: SUB,
          numA: A,
          numX: X,
          numY: '+8613800000201',
          numB: B,
          recordFlag: 'false',
          subscribeTime: '2024-06-01 03:00:00',
          callDirection: 0,
          duration: '86400',
          ybDuration: '3600',
          preVoiceX: 'x.wav',
          preVoiceY: 'y.wav',
        },
      ],
    },
    value: {
      items: [
        {
          mode: 'axyb',
          subscriptionId: SUB,
          a: A,
          x: X,
          subscribeTime: '2024-06-01 03:00:00',
          settings: { direction: 'both', lifeS: 86_400, record: false, waitToneX: 'x.wav' },
          pairs: [{ b: B, y: '+8613800000201', lifeS: 3600, waitToneY: 'y.wav' }],
        },
      ],
    },
  },
  'AXYB query by subscription, no pair yet': {
    request: queryAxyb('key-1', { subscriptionId: SUB }),
    line: `GET ${AXYB_PATH}?app_key=key-1&subscriptionId=${SUB}`,
    answer: { xyRelationNumList: [{ bindId: SUB, numA: A, numX: X, numB: '', ybDuration: '60' }] },
    value: {
      items: [{ mode: 'axyb', subscriptionId: SUB, a: A, x: X, settings: { pairLifeS: 60 }, pairs: [] }],
    },
  },
}

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A platform that says what it was told: the first line and the body of the request. */
async function echo(
  answer: object | undefined,
  head: { status?: number; headers?: Record<string, string> } = {},
) {
  const got: { line?: string; body?: unknown; headers?: IncomingMessage['headers'] } = {}
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    got.line = `${request.method} ${request.url}`
    got.headers = request.headers
    if (text !== '') got.body = JSON.parse(text)
    response.writeHead(head.status ?? 200, head.headers)
    response.end(answer && JSON.stringify({ resultcode: '0', resultdesc: 'Success', ...answer }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const platform = createPlatform({
    transport: { proxy: { kind: 'none' } },
    clock: () => must(Date.UTC(2026, 0, 14), isUtcMs, 'time'),
  })
  const account = {
    address: `http://127.0.0.1:${port}`,
    appKey: 'key-1',
    secret: 's',
    scheme: 'AKSK' as const,
  }
  return { got, platform, account }
}

describe('operations of Private Number on the wire', () => {
  it.each(Object.entries(ROWS))('%s', async (_name, row) => {
    const { got, platform, account } = await echo(row.answer ?? {})
    const outcome = await platform.perform(account, row.request)
    expect(got.line).toBe(row.line)
    expect(got.body).toEqual(row.body)
    expect(got.headers).toMatchObject({
      'content-type': 'application/json;charset=UTF-8',
      authorization: 'AKSK realm="SDP",profile="UsernameToken",type="Appkey"',
      'x-aksk': expect.stringMatching(/^UsernameToken Username="key-1"/),
    })
    expect(outcome).toEqual({ kind: 'ok', value: row.value })
  })

  it('binds are sent once, queries may be repeated', () => {
    for (const [name, { request }] of Object.entries(ROWS)) {
      const { kind, method } = request.operation
      expect(kind, name).toBe(method === 'POST' ? 'once' : method === 'GET' ? 'read' : 'write')
    }
  })

  it('an answer without the id of the binding is garbled: it may be bound', async () => {
    const { platform, account } = await echo({ relationNum: X })
    expect((await platform.perform(account, bindAxb(AXB))).kind).toBe('garbled')
  })

  it.each([301, 302, 307])('a %i to somewhere else is no answer to an unbind', async (status) => {
    const headers = { Location: 'http://192.0.2.1/login' }
    for (const body of [undefined, {}]) {
      const { platform, account } = await echo(body, { status, headers })
      const outcome = await platform.perform(account, unbindAxb({ subscriptionId: SUB }))
      expect(outcome).toMatchObject({ kind: 'garbled', httpStatus: status })
    }
  })

  it('stops a call by its session, whose name has a small d here, and reads JSON that is said to be HTML', async () => {
    const session = must('1187_2044@node17.pn.example.com', isSessionId, 'session')
    const { got, platform, account } = await echo(
      {},
      { headers: { 'Content-Type': 'text/html;charset=UTF-8' } },
    )
    expect(await platform.stopCall(account, session)).toEqual({ kind: 'ok', value: true })
    expect(got.line).toBe('POST /rest/httpsessions/callStop/v2.0')
    expect(got.body).toEqual({ sessionid: session, signal: 'call_stop' })
  })

  it('a call that is over already cannot be stopped, and that is told', async () => {
    const session = must('1187_2044@node17.pn.example.com', isSessionId, 'session')
    const { platform, account } = await echo({ resultcode: '1012007', resultdesc: 'Not found' })
    expect(await platform.stopCall(account, session)).toMatchObject({
      kind: 'refused',
      resultcode: '1012007',
    })
  })

  it('asks for the address of a recording by the names of its record, and does not follow', async () => {
    const Location = 'https://rec.example.com/rec-7/1187_204.wav?token=1'
    const { got, platform, account } = await echo({}, { status: 301, headers: { Location } })
    const file = { object: '1187_204.wav', domain: 'rec.example.com' }
    expect(await platform.recordingAddress(account, file)).toEqual({
      kind: 'ok',
      value: { location: Location },
    })
    expect(got.line).toBe(
      'GET /rest/provision/voice/record/v1.0?fileName=1187_204.wav&recordDomain=rec.example.com',
    )
    expect(got.headers).toMatchObject({ 'content-type': 'application/json;charset=UTF-8' })
  })

  it('a recording older than seven days is refused', async () => {
    const { platform, account } = await echo({
      resultcode: '1012007',
      resultdesc: 'The record does not exist.',
    })
    const file = { object: '1187_204.wav', domain: 'rec.example.com' }
    expect(await platform.recordingAddress(account, file)).toMatchObject({
      kind: 'refused',
      resultcode: '1012007',
    })
  })
})
