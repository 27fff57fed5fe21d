import { z } from 'zod'
import type { AxbChange, AxbTerms, Observed } from '../../../domain/bindings/index.ts'
import type { PlatformRequest } from '../operations.ts'
import {
  direction,
  directionNumber,
  field,
  flag,
  integer,
  MATCH,
  params,
  present,
  preVoice,
  readList,
  subscription,
  text,
  tones,
  truth,
} from './wire.ts'

/** Mode AXB (private-number-axb-ax.md §1 to §4). */
const PATH = '/rest/caas/relationnumber/partners/v1.0'

export type BoundAnswer = {
  readonly subscriptionId: z.output<typeof subscription>
  readonly x?: string | undefined
  readonly extension?: string | undefined
  readonly lifeS?: number | undefined
}

const Bound = z.object({ subscriptionId: subscription, relationNum: text, duration: integer })

export const bindAxb = (terms: AxbTerms): PlatformRequest<BoundAnswer> => ({
  operation: {
    name: 'CreateAXBBinding',
    method: 'POST',
    path: PATH,
    kind: 'once',
    read({ body }) {
      const read = Bound.safeParse(body).data
      return read && { subscriptionId: read.subscriptionId, x: read.relationNum, lifeS: read.duration }
    },
  },
  body: present({
    callerNum: terms.a,
    calleeNum: terms.b,
    relationNum: terms.x.by === 'number' ? terms.x.number : undefined,
    areaCode: terms.x.by === 'city' ? terms.x.areaCode : undefined,
    areaMatchMode: terms.x.by === 'city' ? MATCH[terms.x.match] : undefined,
    callDirection: directionNumber(terms.direction),
    duration: terms.lifeS,
    recordFlag: flag(terms.record),
    recordHintTone: terms.record ? terms.recordHintTone : undefined,
    maxDuration: terms.maxDurationMinutes,
    lastMinVoice: terms.maxDurationMinutes > 0 ? terms.lastMinVoice : undefined,
    privateSms: terms.sms === undefined ? undefined : flag(terms.sms),
    preVoice: preVoice(terms.waitToneA, terms.waitToneB),
    userData: terms.userData,
  }),
})

/** One binding, or with `x` every binding of that number. */
export const unbindAxb = (
  which: { readonly subscriptionId: string } | { readonly x: string },
): PlatformRequest<true> => ({
  operation: { name: 'DeleteAXBBinding', method: 'DELETE', path: PATH, kind: 'write', read: () => true },
  query: 'x' in which ? { relationNum: which.x } : { subscriptionId: which.subscriptionId },
})

export const modifyAxb = (subscriptionId: string, change: AxbChange): PlatformRequest<true> => ({
  operation: { name: 'ModifyAXBBinding', method: 'PUT', path: PATH, kind: 'write', read: () => true },
  body: present({
    subscriptionId,
    callerNum: change.a,
    calleeNum: change.b,
    callDirection: change.direction === undefined ? undefined : directionNumber(change.direction),
    duration: change.lifeS,
    maxDuration: change.maxDurationMinutes,
    lastMinVoice: change.lastMinVoice,
    preVoice: preVoice(change.waitToneA, change.waitToneB),
    privateSms: change.sms === undefined ? undefined : flag(change.sms),
    recordFlag: change.record === undefined ? undefined : flag(change.record),
    userData: change.userData,
  }),
})

export type Page = { readonly items: readonly Observed[]; readonly total?: number | undefined }

/** `a` and `b` narrow the bindings of an X; pages exist for X alone (§4). */
export type AxbQuestion =
  | { readonly subscriptionId: string }
  | {
      readonly x: string
      readonly a?: string
      readonly b?: string
      readonly pageIndex?: number
      readonly pageSize?: number
    }

export const queryAxb = (which: AxbQuestion): PlatformRequest<Page> => ({
  operation: {
    name: 'QueryAXBBinding',
    method: 'GET',
    path: PATH,
    kind: 'read',
    read({ body }) {
      const items = readList(field(body, 'relationNumList'), readItem)
      return items && { items, total: integer.parse(field(body, 'totalCount')) }
    },
  },
  query:
    'x' in which
      ? params({
          relationNum: which.x,
          callerNum: which.a,
          calleeNum: which.b,
          pageIndex: which.pageIndex?.toString(),
          pageSize: which.pageSize?.toString(),
        })
      : { subscriptionId: which.subscriptionId },
})

const Item = z.object({
  subscriptionId: subscription,
  relationNum: text,
  callerNum: text,
  calleeNum: text,
  callDirection: direction,
  duration: integer,
  subscribeTime: text,
  recordFlag: truth,
  recordHintTone: text,
  preVoice: tones,
  maxDuration: integer,
  lastMinVoice: text,
  privateSms: truth,
  userData: text,
})

function readItem(item: unknown): Observed | undefined {
  const read = Item.safeParse(item).data
  if (read === undefined) return undefined
  return {
    mode: 'axb',
    subscriptionId: read.subscriptionId,
    a: read.callerNum,
    b: read.calleeNum,
    x: read.relationNum,
    subscribeTime: read.subscribeTime,
    settings: {
      direction: read.callDirection,
      lifeS: read.duration,
      record: read.recordFlag,
      recordHintTone: read.recordHintTone,
      maxDurationMinutes: read.maxDuration,
      lastMinVoice: read.lastMinVoice,
      sms: read.privateSms,
      waitToneA: read.preVoice?.callerHintTone,
      waitToneB: read.preVoice?.calleeHintTone,
      userData: read.userData,
    },
  }
}
