import { z } from 'zod'
import type { AxChange, AxTerms, Observed, TemporaryCallee } from '../../../domain/bindings/index.ts'
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
  preVoice,
  readList,
  subscription,
  text,
  tones,
  truth,
} from './wire.ts'

/** Mode AX (private-number-axb-ax.md §5). */
const PATH = '/rest/provision/caas/privatenumber/v1.0'
/** Without `provision` in this one. */
const CALLEE_PATH = '/rest/caas/privatenumber/calleenumber/v1.0'

const Bound = z.object({ subscriptionId: subscription, privateNum: text })

export const bindAx = (terms: AxTerms): PlatformRequest<BoundAnswer> => ({
  operation: {
    name: 'CreateAXBinding',
    method: 'POST',
    path: PATH,
    kind: 'once',
    read({ body }) {
      const read = Bound.safeParse(body).data
      return read && { subscriptionId: read.subscriptionId, x: read.privateNum }
    },
  },
  body: present({
    origNum: terms.a,
    privateNum: terms.x.by === 'number' ? terms.x.number : undefined,
    areaCode: terms.x.by === 'city' ? terms.x.areaCode : undefined,
    privateNumType: terms.x.by === 'city' ? 'mobile-virtual' : undefined,
    areaMatchMode: terms.x.by === 'city' ? MATCH[terms.x.match] : undefined,
    recordFlag: flag(terms.record),
    recordHintTone: terms.record ? terms.recordHintTone : undefined,
    // The real caller may not be shown: carriers require "0" (§5.1, cause 8024).
    calleeNumDisplay: '0',
    privateSms: terms.sms === undefined ? undefined : flag(terms.sms),
    preVoice: preVoice(terms.waitToneA, terms.waitToneB),
    maxDuration: terms.maxDurationMinutes,
    lastMinVoice: terms.maxDurationMinutes > 0 ? terms.lastMinVoice : undefined,
    callDirection: directionNumber(terms.direction),
    turnFlag: terms.on ? 'on' : 'off',
    userData: terms.userData,
  }),
})

export const unbindAx = (
  which: { readonly subscriptionId: string } | { readonly x: string },
): PlatformRequest<true> => ({
  operation: { name: 'DeleteAXBinding', method: 'DELETE', path: PATH, kind: 'write', read: () => true },
  query: 'x' in which ? { privateNum: which.x } : { subscriptionId: which.subscriptionId },
})

export const modifyAx = (subscriptionId: string, change: AxChange): PlatformRequest<true> => ({
  operation: { name: 'ModifyAXBinding', method: 'PUT', path: PATH, kind: 'write', read: () => true },
  body: present({
    subscriptionId,
    origNum: change.a,
    privateSms: change.sms === undefined ? undefined : flag(change.sms),
    recordFlag: change.record === undefined ? undefined : flag(change.record),
    maxDuration: change.maxDurationMinutes,
    lastMinVoice: change.lastMinVoice,
    callDirection: change.direction === undefined ? undefined : directionNumber(change.direction),
    turnFlag: change.on === undefined ? undefined : change.on ? 'on' : 'off',
    userData: change.userData,
  }),
})

/** One of the three; the platform's precedence is subscription, A, X. No pages. */
export type AxQuestion = { readonly subscriptionId: string } | { readonly a: string } | { readonly x: string }

export const queryAx = (which: AxQuestion): PlatformRequest<Page> => ({
  operation: {
    name: 'QueryAXBinding',
    method: 'GET',
    path: PATH,
    kind: 'read',
    read({ body }) {
      const items = readList(field(body, 'privateNumList'), readItem)
      return items && { items }
    },
  },
  query: params({
    subscriptionId: 'subscriptionId' in which ? which.subscriptionId : undefined,
    origNum: 'a' in which ? which.a : undefined,
    privateNum: 'x' in which ? which.x : undefined,
  }),
})

/** Whom A reaches by the next call to X (§5.5). A newer one replaces it. */
export const setTemporaryCallee = (
  subscriptionId: string,
  callee: TemporaryCallee,
): PlatformRequest<true> => ({
  operation: {
    name: 'SetAXTemporaryCallee',
    method: 'PUT',
    path: CALLEE_PATH,
    kind: 'write',
    read: () => true,
  },
  body: present({
    subscriptionId,
    calleeNum: callee.number,
    duration: callee.validS,
    userData: callee.userData,
  }),
})

const Item = z.object({
  subscriptionId: subscription,
  origNum: text,
  privateNum: text,
  subscribeTime: text,
  recordFlag: truth,
  recordHintTone: text,
  privateSms: truth,
  maxDuration: integer,
  lastMinVoice: text,
  turnFlag: text,
  callDirection: direction,
  preVoice: tones,
  userData: text,
})

function readItem(item: unknown): Observed | undefined {
  const read = Item.safeParse(item).data
  if (read === undefined) return undefined
  return {
    mode: 'ax',
    subscriptionId: read.subscriptionId,
    a: read.origNum,
    x: read.privateNum,
    subscribeTime: read.subscribeTime,
    settings: {
      direction: read.callDirection,
      record: read.recordFlag,
      recordHintTone: read.recordHintTone,
      maxDurationMinutes: read.maxDuration,
      lastMinVoice: read.lastMinVoice,
      sms: read.privateSms,
      on: read.turnFlag === undefined ? undefined : read.turnFlag === 'on',
      waitToneA: read.preVoice?.callerHintTone,
      waitToneB: read.preVoice?.calleeHintTone,
      userData: read.userData,
    },
  }
}
