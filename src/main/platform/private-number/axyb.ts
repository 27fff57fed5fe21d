import { z } from 'zod'
import type { AxybTerms, Observed, ObservedPair, PairTerms } from '../../../domain/bindings/index.ts'
import type { PlatformRequest } from '../operations.ts'
import type { BoundAnswer, Page } from './axb.ts'
import {
  direction,
  directionNumber,
  field,
  flag,
  integer,
  MATCH,
  params,
  present,
  subscription,
  text,
  truth,
} from './wire.ts'

/** Mode AXYB (private-number-axe-axyb-x.md §3). Every call carries `app_key` in the URL besides the headers. */
const PATH = '/rest/omp/xyrelationnumber/v1.0'

const Bound = z.object({ subscriptionId: subscription, relationNumber: text })

export const bindAxyb = (appKey: string, terms: AxybTerms): PlatformRequest<BoundAnswer> => ({
  operation: {
    name: 'CreateAXYBBinding AX',
    method: 'POST',
    path: PATH,
    kind: 'once',
    read({ body }) {
      const read = Bound.safeParse(body).data
      return read && { subscriptionId: read.subscriptionId, x: read.relationNumber }
    },
  },
  query: { app_key: appKey },
  body: present({
    origNum: terms.a,
    areaCode: terms.x.areaCode,
    areaMatchMode: MATCH[terms.x.match],
    callDirection: directionNumber(terms.direction),
    duration: terms.lifeS,
    ybDuration: terms.pairLifeS,
    recordFlag: flag(terms.record),
    recordHintTone: terms.record ? terms.recordHintTone : undefined,
    preVoiceX: terms.waitToneX,
    userData: terms.userData,
  }),
})

export type PairAnswer = { readonly subscriptionId?: string | undefined; readonly y?: string | undefined }

const PairBound = z.object({ subscriptionId: text, relationNumber: text })

export const bindPair = (
  appKey: string,
  subscriptionId: string,
  pair: PairTerms,
): PlatformRequest<PairAnswer> => ({
  operation: {
    name: 'CreateAXYBBinding YB',
    method: 'POST',
    path: PATH,
    kind: 'once',
    read({ body }) {
      const read = PairBound.safeParse(body).data
      return read && { subscriptionId: read.subscriptionId, y: read.relationNumber }
    },
  },
  query: { app_key: appKey },
  body: present({
    origNum: pair.b,
    subscriptionId,
    areaCode: pair.y?.areaCode,
    areaMatchMode: pair.y === undefined ? undefined : MATCH[pair.y.match],
    ybDuration: pair.lifeS,
    preVoiceY: pair.waitToneY,
  }),
})

/** Alone it removes AX and every YB; a pair is named by Y or by B, and is never left out by accident (§3.2). */
export const unbindAxyb = (
  appKey: string,
  subscriptionId: string,
  what: 'everything' | { readonly y: string } | { readonly b: string },
): PlatformRequest<true> => ({
  operation: { name: 'DeleteAXYBBinding', method: 'DELETE', path: PATH, kind: 'write', read: () => true },
  query: params({
    app_key: appKey,
    subscriptionId,
    yNum: what !== 'everything' && 'y' in what ? what.y : undefined,
    bNum: what !== 'everything' && 'b' in what ? what.b : undefined,
  }),
})

export const queryAxyb = (
  appKey: string,
  which: { readonly subscriptionId: string } | { readonly x: string },
): PlatformRequest<Page> => ({
  operation: {
    name: 'QueryAXYBBinding',
    method: 'GET',
    path: PATH,
    kind: 'read',
    read({ body }) {
      const list = field(body, 'xyRelationNumList')
      return Array.isArray(list) ? { items: bindingsOf(list) } : undefined
    },
  },
  query: {
    app_key: appKey,
    ...('x' in which ? { relationNum: which.x } : { subscriptionId: which.subscriptionId }),
  },
})

const Item = z.object({
  bindId: subscription,
  numA: text,
  numX: text,
  numY: text,
  numB: text,
  recordFlag: truth,
  recordHintTone: text,
  subscribeTime: text,
  callDirection: direction,
  duration: integer,
  ybDuration: integer,
  preVoiceX: text,
  preVoiceY: text,
  userData: text,
})

/** A row per pair: rows of one id are one binding. Y and B are absent while there is no pair (not confirmed). */
function bindingsOf(list: readonly unknown[]): Observed[] {
  const found = new Map<string, Observed & { pairs: ObservedPair[] }>()
  for (const item of list) {
    const read = Item.safeParse(item).data
    if (read === undefined) continue
    const known = found.get(read.bindId) ?? {
      mode: 'axyb' as const,
      subscriptionId: read.bindId,
      a: read.numA,
      x: read.numX,
      subscribeTime: read.subscribeTime,
      settings: {
        direction: read.callDirection,
        lifeS: read.duration,
        record: read.recordFlag,
        recordHintTone: read.recordHintTone,
        waitToneX: read.preVoiceX,
        userData: read.userData,
        // Of a row without a pair it is the binding's own.
        ...(read.numB === undefined ? { pairLifeS: read.ybDuration } : {}),
      },
      pairs: [],
    }
    if (read.numB !== undefined) {
      known.pairs.push({ b: read.numB, y: read.numY, lifeS: read.ybDuration, waitToneY: read.preVoiceY })
    }
    found.set(read.bindId, known)
  }
  return [...found.values()]
}
