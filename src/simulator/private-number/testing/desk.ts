import { onTestFinished } from 'vitest'
import { DEMO_PRIVATE_NUMBER_APPS } from '../../demo-account.ts'
import type { SimulatorOptions } from '../../index.ts'
import { isObject, type JsonObject, parseJson, textOf } from '../../json-shape.ts'
import { signed } from '../../testing/client.ts'
import { startStill } from '../../testing/desk.ts'
import { startReceiver } from '../../testing/receiver.ts'
import type { Mode, PrivateNumberApp } from '../account.ts'

export const A = '+8613800000011'
export const B = '+8613900000022'
export const STRANGER = '+8613700000033'
export const LANDLINE = '+8675528450001'

export function demoApp(mode: Mode): PrivateNumberApp {
  const app = DEMO_PRIVATE_NUMBER_APPS.find((one) => one.mode === mode)
  if (app === undefined) throw new Error(`no demo application for ${mode}`)
  return app
}

export const PATHS = {
  axb: '/rest/caas/relationnumber/partners/v1.0',
  ax: '/rest/provision/caas/privatenumber/v1.0',
  callee: '/rest/caas/privatenumber/calleenumber/v1.0',
  axe: '/rest/caas/extendnumber/v1.0',
  axeList: '/rest/caas/extendnumber/v2.0',
  axeCount: '/rest/caas/virtualnumber/v1.0',
  axyb: '/rest/omp/xyrelationnumber/v1.0',
  record: '/rest/provision/voice/record/v1.0',
  stop: '/rest/httpsessions/callStop/v2.0',
} as const

export type Reply = {
  readonly status: number
  readonly code: string | undefined
  readonly type: string
  readonly location: string | null
  readonly body: JsonObject
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** What a URL takes beside its path: parameters that are escaped, or a raw text that is not. */
export type Query = Readonly<Record<string, string>> | string

const queryText = (query: Query): string =>
  typeof query === 'string' ? query : new URLSearchParams(query).toString()

/** One signed request, redirects off. */
export async function request(
  simulator: { readonly url: string },
  app: PrivateNumberApp,
  method: Method,
  path: keyof typeof PATHS,
  { query = '', body }: { readonly query?: Query; readonly body?: unknown } = {},
): Promise<Reply> {
  const search = queryText(query)
  const response = await fetch(`${simulator.url}${PATHS[path]}${search === '' ? '' : `?${search}`}`, {
    method,
    redirect: 'manual',
    headers: { 'Content-Type': 'application/json;charset=UTF-8', ...signed(app) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const parsed = parseJson(await response.text())
  const fields = isObject(parsed) ? parsed : {}
  return {
    status: response.status,
    code: textOf(fields, 'resultcode'),
    type: response.headers.get('content-type') ?? '',
    location: response.headers.get('location'),
    body: fields,
  }
}

/** A still simulator with one application, its pushes received. */
export async function startMasking(
  mode: Mode,
  options: SimulatorOptions = {},
  more: Partial<PrivateNumberApp> = {},
  reply?: Parameters<typeof startReceiver>[0],
) {
  const receiver = await startReceiver(reply)
  onTestFinished(() => receiver.close())
  const app: PrivateNumberApp = {
    ...demoApp(mode),
    statusUrl: `${receiver.url}/status`,
    feeUrl: `${receiver.url}/fee`,
    smsUrl: `${receiver.url}/sms`,
    smsControlUrl: `${receiver.url}/sms-control`,
    ...more,
  }
  const simulator = await startStill({ privateNumberApps: [app], ...options })
  const ask = (method: Method, path: keyof typeof PATHS, what: Parameters<typeof request>[4] = {}) =>
    request(simulator, app, method, path, what)
  return { simulator, receiver, app, ask }
}

/** [what is changed in a good body or query, expected resultcode] */
export type Case = readonly [change: Readonly<Record<string, unknown>>, code: string]

export const BAD = '1010002'
export const gone = (name: string) => ({ [name]: undefined })

export const each = (name: string, values: readonly unknown[], code: string): readonly Case[] =>
  values.map((value) => [{ [name]: value }, code])

/** Not strings at all, and strings outside a String(from-to). */
export const wrongTexts = (name: string, from: number, to: number): readonly Case[] => [
  ...each(name, [1, true, null, [], {}, 'x'.repeat(to + 1)], BAD),
  ...(from > 0 ? each(name, ['x'.repeat(from - 1)], BAD) : []),
]

export const wrongIntegers = (name: string, from: number, to: number): readonly Case[] =>
  each(name, [from - 1, to + 1, from + 0.5, String(from), null, true], BAD)

export const SWITCH = (name: string): readonly Case[] => [
  ...each(name, ['true', 'false', true, false], '0'),
  ...each(name, ['TRUE', 'yes', '', 1, null], BAD),
]

/** A tone that means something by itself or together with `more`. */
export const TONE = (name: string, from: 0 | 1, more: object = {}): readonly Case[] =>
  [
    ...each(name, ['wait_a.wav'], '0'),
    ...each(name, ['missing.wav'], BAD),
    ...each(name, [''], from === 0 ? '0' : BAD),
    ...wrongTexts(name, 0, 128),
  ].map(([change, code]): Case => [{ ...more, ...change }, code])

export const USER_DATA = (caret: '0' | '1010002', longest = 256): readonly Case[] => [
  ...each('userData', ['x', 'x'.repeat(longest), 'order-1'], '0'),
  ...each('userData', ['a{b', 'a}b', '订单', '，'], BAD),
  ...each('userData', ['a^b'], caret),
  ...wrongTexts('userData', 1, longest),
]

/** A user number in a body: mobile or landline, no hotline. */
export const USER = (name: string): readonly Case[] => [
  ...each(name, ['+8613500001111', '+8675528450001', '+861068000001'], '0'),
  ...each(
    name,
    ['13500001111', '8613500001111', ' 8613500001111', '+86 13500001111', '+14155550100', '+86075528000001'],
    BAD,
  ),
  ...each(name, ['+864008001234', '+8695588'], BAD),
]
