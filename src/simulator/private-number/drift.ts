import { jsonAnswer } from '../http-answers.ts'
import { fieldOf, isObject, type JsonObject, numberOf, parseJson, textOf } from '../json-shape.ts'
import type { Asked } from '../platform.ts'
import { refusal } from '../refusals.ts'
import type { PrivateNumberApp } from './account.ts'
import { switchOf } from './binding-fields.ts'
import type { PrivateNumber } from './index.ts'

/** A change that the customer does not know of: by the console, by another program, by the platform. */
export type Drift =
  | { readonly kind: 'add'; readonly body: JsonObject }
  | { readonly kind: 'remove'; readonly subscriptionId: string; readonly yNum?: string }
  | { readonly kind: 'alter'; readonly subscriptionId: string; readonly changes: JsonObject }

const OPERATIONS = {
  AXB: { bind: 'axb.bind', unbind: 'axb.unbind', modify: 'axb.modify' },
  AX: { bind: 'ax.bind', unbind: 'ax.unbind', modify: 'ax.modify' },
  AXE: { bind: 'axe.bind', unbind: 'axe.unbind', modify: 'axe.modify' },
  AXYB: { bind: 'axyb.bind', unbind: 'axyb.unbind', modify: undefined },
} as const

const askedWith = (query: URLSearchParams, body: JsonObject = {}): Asked => ({
  json: () => body,
  query,
  contentType: 'application/json;charset=UTF-8',
})

/** AXYB has no modify: what the console would change is changed here. */
function alterAxyb({ stores }: PrivateNumber, app: PrivateNumberApp, id: string, changes: JsonObject) {
  const binding = stores.axyb.find(app.appKey, id)
  if (binding === undefined) throw refusal('1012007')
  const a = textOf(changes, 'origNum')
  if (a !== undefined) {
    stores.axyb.change(binding, () => {
      binding.a = a
    })
  }
  binding.callDirection = numberOf(changes, 'callDirection') ?? binding.callDirection
  binding.record = switchOf(changes, 'recordFlag') ?? binding.record
  binding.userData = textOf(changes, 'userData') ?? binding.userData
}

/**
 * Plants a drift by the platform's own rules.
 * @returns the answer of the operation; throws its Refusal
 */
export function plant(all: PrivateNumber, app: PrivateNumberApp, drift: Drift): JsonObject {
  if (app.mode === 'X') throw refusal('1010040')
  const { bind, unbind, modify } = OPERATIONS[app.mode]
  const query = new URLSearchParams(app.mode === 'AXYB' ? { app_key: app.appKey } : {})
  const answered = () => {
    switch (drift.kind) {
      case 'add':
        return all.perform(bind, app, askedWith(query, drift.body)).answer
      case 'remove':
        query.set('subscriptionId', drift.subscriptionId)
        if (drift.yNum !== undefined) query.set('yNum', drift.yNum)
        return all.perform(unbind, app, askedWith(query)).answer
      case 'alter': {
        const { subscriptionId, changes } = drift
        if (modify !== undefined) {
          return all.perform(modify, app, askedWith(query, { subscriptionId, ...changes })).answer
        }
        alterAxyb(all, app, subscriptionId, changes)
        return jsonAnswer(200, { subscriptionId })
      }
    }
  }
  const body = parseJson(all.log.byControl(answered).body ?? '')
  if (!isObject(body)) return {}
  const id = fieldOf(body, 'subscriptionId')
  return {
    ...body,
    ...(id === undefined && drift.kind !== 'add' && { subscriptionId: drift.subscriptionId }),
  }
}
