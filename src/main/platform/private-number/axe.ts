import { z } from 'zod'
import type { AxeChange, AxeTerms, NoCallback, Observed } from '../../../domain/bindings/index.ts'
import { isE164 } from '../../../domain/values.ts'
import type { PlatformRequest } from '../operations.ts'
import type { BoundAnswer } from './axb.ts'
import { field, flag, integer, MATCH, params, present, subscription, text, truth } from './wire.ts'

/** Mode AXE (private-number-axe-axyb-x.md §2). */
const PATH = '/rest/caas/extendnumber/v1.0'
const PATH_2 = '/rest/caas/extendnumber/v2.0'
const COUNT_PATH = '/rest/caas/virtualnumber/v1.0'

const HOUR_S = 3600
const MINUTE_S = 60

type Lives = { readonly lifeS?: number | undefined; readonly callbackLifeS?: number | undefined }

/** Both lives in one unit: hours when both are whole hours, else minutes. */
function expiredTimes({ lifeS, callbackLifeS }: Lives): {
  timeUnit?: '0' | '1'
  bindExpiredTime?: number | undefined
  callbackExpiredTime?: number | undefined
} {
  if (lifeS === undefined && callbackLifeS === undefined) return {}
  const hours = (lifeS ?? 0) % HOUR_S === 0 && (callbackLifeS ?? 0) % HOUR_S === 0
  const unit = hours ? HOUR_S : MINUTE_S
  return present({
    timeUnit: hours ? '0' : '1',
    bindExpiredTime: lifeS === undefined ? undefined : lifeS / unit,
    callbackExpiredTime: callbackLifeS === undefined ? undefined : callbackLifeS / unit,
  })
}

/** They exclude each other (§2.1). */
const callback = (noCallback: NoCallback | undefined) => ({
  callbackTone: noCallback?.by === 'tone' ? noCallback.tone : undefined,
  callbackNum: noCallback?.by === 'number' ? noCallback.number : undefined,
})

const Bound = z.object({
  subscriptionId: subscription,
  virtualNum: text,
  extendNum: text,
  bindExpiredTime: integer,
})

export const bindAxe = (terms: AxeTerms): PlatformRequest<BoundAnswer> => {
  const times = expiredTimes(terms)
  return {
    operation: {
      name: 'CreateAXEBinding',
      method: 'POST',
      path: PATH,
      kind: 'once',
      read({ body }) {
        const read = Bound.safeParse(body).data
        if (read === undefined) return undefined
        const unit = times.timeUnit === '1' ? MINUTE_S : HOUR_S
        return {
          subscriptionId: read.subscriptionId,
          x: read.virtualNum,
          extension: read.extendNum,
          lifeS: read.bindExpiredTime === undefined ? undefined : read.bindExpiredTime * unit,
        }
      },
    },
    body: present({
      virtualNum: terms.x.by === 'number' ? terms.x.number : undefined,
      areaCode: terms.x.by === 'city' ? terms.x.areaCode : undefined,
      areaMatchMode: terms.x.by === 'city' ? MATCH[terms.x.match] : undefined,
      bindNum: terms.a,
      extendNum: terms.extension,
      // Carriers block a call that shows the real caller (§2.1).
      displayNumMode: '0',
      recordFlag: flag(terms.record),
      recordHintTone: terms.record ? terms.recordHintTone : undefined,
      ...callback(terms.noCallback),
      ...times,
      userData: terms.userData,
    }),
  }
}

/** By subscription, or by X and extension together. */
export type AxeQuestion =
  | { readonly subscriptionId: string }
  | { readonly x: string; readonly extension: string }

const which = (question: AxeQuestion) =>
  'x' in question
    ? { virtualNum: question.x, extendNum: question.extension }
    : { subscriptionId: question.subscriptionId }

export const unbindAxe = (question: AxeQuestion): PlatformRequest<true> => ({
  operation: { name: 'DeleteAXEBinding', method: 'DELETE', path: PATH, kind: 'write', read: () => true },
  query: which(question),
})

/** @param known the lives as they are: both are sent when one changes, since they share a unit */
export const modifyAxe = (subscriptionId: string, change: AxeChange, known: Lives): PlatformRequest<true> => {
  const lives = change.lifeS !== undefined || change.callbackLifeS !== undefined
  const both = {
    lifeS: change.lifeS ?? known.lifeS,
    callbackLifeS: change.callbackLifeS ?? known.callbackLifeS,
  }
  return {
    operation: { name: 'ModifyAXEBinding', method: 'PUT', path: PATH, kind: 'write', read: () => true },
    body: present({
      subscriptionId,
      recordFlag: change.record === undefined ? undefined : flag(change.record),
      recordHintTone: change.recordHintTone,
      ...callback(change.noCallback),
      ...(lives ? expiredTimes(both) : {}),
    }),
  }
}

/** One binding, a flat answer (§2.4). */
export const queryAxe = (question: AxeQuestion): PlatformRequest<Observed> => ({
  operation: {
    name: 'QueryAXEBinding',
    method: 'GET',
    path: PATH,
    kind: 'read',
    read: ({ body }) => readItem(body),
  },
  query: which(question),
})

export type CursorPage = { readonly items: readonly Observed[]; readonly next?: string | undefined }

const FIRST_CURSOR = '0000000000000_0'

/**
 * All bindings of one X, page by page (§2.5). The page spells the next cursor `nextCusor`, and does not show the
 * list: the first list of bindings in the answer is it.
 */
export const queryAxeOfX = (x: string, cursor = FIRST_CURSOR, limit = 100): PlatformRequest<CursorPage> => ({
  operation: {
    name: 'QueryAXEBinding v2.0',
    method: 'GET',
    path: PATH_2,
    kind: 'read',
    read({ body }) {
      const lists = Object.values(typeof body === 'object' && body !== null ? body : {}).filter(Array.isArray)
      const alone = readItem(body)
      if (lists.length === 0) return alone && { items: [alone] }
      const items = lists.map((list) => list.flatMap((item) => readItem(item) ?? []))
      const next = text.parse(field(body, 'nextCusor') ?? field(body, 'nextCursor'))
      return { items: items.find((some) => some.length > 0) ?? [], ...(next === undefined ? {} : { next }) }
    },
  },
  query: { virtualNum: x, cursor, limit: String(limit) },
})

export type BindCount = { readonly number: string; readonly count?: number | undefined }

/**
 * How often X numbers were bound (§2.5). The answer is not described: of each item the first number and the first
 * integer are read.
 */
export const countAxeBindings = (
  question: { readonly x: string } | { readonly cursor?: string; readonly limit?: number },
): PlatformRequest<{ readonly items: readonly BindCount[]; readonly next?: string | undefined }> => ({
  operation: {
    name: 'QueryAXEBindCount',
    method: 'GET',
    path: COUNT_PATH,
    kind: 'read',
    read({ body }) {
      const list = Object.values(typeof body === 'object' && body !== null ? body : {}).find(Array.isArray)
      const next = text.parse(field(body, 'nextCursor') ?? field(body, 'nextCusor'))
      const items = (list ?? [body]).flatMap((item: unknown) => countOf(item) ?? [])
      return { items, ...(next === undefined ? {} : { next }) }
    },
  },
  query:
    'x' in question
      ? { number: question.x }
      : params({ cursor: question.cursor ?? '0', limit: String(question.limit ?? 50) }),
})

function countOf(item: unknown): BindCount | undefined {
  const values = Object.entries(typeof item === 'object' && item !== null ? item : {})
  const number = values.map(([, value]) => String(value)).find((value) => /^\+\d{6,}$/.test(value))
  if (number === undefined) return undefined
  const count = values
    .filter(([name]) => /count|num|times/i.test(name))
    .map(([, value]) => integer.parse(value))
    .find((value) => value !== undefined)
  return { number, count }
}

const Item = z.object({
  subscriptionId: subscription,
  virtualNum: text,
  extendNum: text,
  bindNum: text,
  recordFlag: truth,
  recordHintTone: text,
  callbackTone: text,
  callbackNum: text,
  timeUnit: text,
  bindExpiredTime: integer,
  callbackExpiredTime: integer,
  userData: text,
})

function readItem(item: unknown): Observed | undefined {
  const read = Item.safeParse(item).data
  if (read === undefined) return undefined
  const unit = read.timeUnit === '1' ? MINUTE_S : HOUR_S
  const seconds = (count: number | undefined) => (count === undefined ? undefined : count * unit)
  const number = read.callbackNum
  const noCallback =
    read.callbackTone !== undefined
      ? ({ by: 'tone', tone: read.callbackTone } as const)
      : number !== undefined && isE164(number)
        ? ({ by: 'number', number } as const)
        : undefined
  return {
    mode: 'axe',
    subscriptionId: read.subscriptionId,
    a: read.bindNum,
    x: read.virtualNum,
    extension: read.extendNum,
    settings: {
      record: read.recordFlag,
      recordHintTone: read.recordHintTone,
      lifeS: seconds(read.bindExpiredTime),
      callbackLifeS: seconds(read.callbackExpiredTime),
      noCallback,
      userData: read.userData,
    },
  }
}
