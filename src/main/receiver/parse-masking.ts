import { z } from 'zod'
import type { NumberReport, SmsNotice } from '../../domain/messages/index.ts'
import { isSubscriptionId, isUtcMs, type UtcMs } from '../../domain/values.ts'
import { integer, text, unread, whatIsWrong } from './fields.ts'
import type { ParsedPush } from './parsed.ts'

const moment = z
  .string()
  .transform((value, context): UtcMs => {
    const read = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(value.trim()) ? value.trim() : `${value.trim()}Z`)
    if (isUtcMs(read)) return read
    context.addIssue('not a time')
    return z.NEVER
  })
  .optional()
  .catch(undefined)

const SmsEvent = z.object({
  smsIdentifier: z.union([z.string().min(1), z.int()]).transform(String),
  notificationMode: z.string().transform((mode) => mode.trim().toLowerCase()),
  calling: text,
  called: text,
  virtualNumber: text,
  timeStamp: moment,
  subscriptionId: text,
  smsContent: text,
  sendResult: integer,
  extInfo: z.unknown().optional(),
  areaCode: text,
  userData: text,
})

const ExtParas = z.object({
  extParas: z.array(
    z.object({ key: z.string(), value: z.union([z.string(), z.number()]).transform(String) }),
  ),
})

/** SMS pushes have no `eventType` (private-number-axb-ax.md §8). */
export const isSmsPush = (body: unknown): body is { readonly smsEvent: unknown } =>
  typeof body === 'object' && body !== null && 'smsEvent' in body

/** @param receivedAt stands in for a time stamp that is missing or cannot be read */
export function parseSms(body: { readonly smsEvent: unknown }, receivedAt: UtcMs): ParsedPush {
  const read = SmsEvent.safeParse(body.smsEvent)
  if (!read.success) return { ok: false, reason: `smsEvent: ${whatIsWrong(read.error)}` }
  const sms = read.data
  const blocked = sms.notificationMode === 'block'
  const paras = ExtParas.safeParse(sms.extInfo).data?.extParas ?? []
  const para = (key: string) => integer.parse(paras.find((one) => one.key === key)?.value)
  const { subscriptionId } = sms
  const notice: SmsNotice = {
    kind: 'smsNotice',
    at: sms.timeStamp ?? receivedAt,
    smsId: sms.smsIdentifier,
    mode: blocked ? 'block' : 'notify',
    from: sms.calling,
    to: sms.called === sms.virtualNumber ? undefined : sms.called,
    x: sms.virtualNumber,
    subscriptionId:
      subscriptionId !== undefined && isSubscriptionId(subscriptionId) ? subscriptionId : undefined,
    content: sms.smsContent,
    sendResult: sms.sendResult,
    parts: para('splitNum'),
    direction: para('direction'),
    areaCode: sms.areaCode,
    userData: sms.userData,
  }
  const question = {
    for: 'message',
    key: sms.smsIdentifier,
    caller: sms.calling,
    x: sms.virtualNumber,
  } as const
  return {
    ok: true,
    kind: 'sms',
    events: [],
    masking: { messages: [notice], numbers: [], ...(blocked ? { question } : {}) },
    problems: unread(body.smsEvent, sms).map((name) => `smsEvent: ${name} cannot be read`),
  }
}

const NumInfo = z.object({
  number: z.string().min(1),
  status: z.union([z.string(), z.int()]).transform((status) => String(status).trim()),
  cause: text,
})

export function parseNumberStates(body: unknown): ParsedPush {
  const list: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'numInfo') : undefined
  if (!Array.isArray(list)) return { ok: false, reason: 'numInfo is not a list' }
  const numbers: NumberReport[] = []
  const problems: string[] = []
  for (const [at, item] of list.entries()) {
    const read = NumInfo.safeParse(item)
    if (read.success) numbers.push(read.data)
    else problems.push(`numInfo[${at}]: ${whatIsWrong(read.error)}`)
  }
  if (numbers.length === 0) return { ok: false, reason: problems[0] ?? 'numInfo is empty' }
  return { ok: true, kind: 'numberState', events: [], masking: { messages: [], numbers }, problems }
}
