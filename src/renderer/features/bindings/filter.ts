import type { Binding, BindingFilter } from '../../../contract/bindings.ts'
import type { BindingState, BoundMode } from '../../../domain/bindings/index.ts'
import { numberPart } from '../../../domain/phone/index.ts'
import type { BatchId } from '../../../domain/values.ts'

/** States as people look for them. */
export const STATE_GROUPS = {
  active: ['active'],
  unsettled: ['binding', 'unknown'],
  over: ['expired', 'unbound', 'gone'],
  failed: ['refused', 'notSent'],
} as const satisfies Readonly<Record<string, readonly BindingState[]>>
export type StateGroup = keyof typeof STATE_GROUPS

/** What the person set: the text as typed. */
export type LedgerFields = {
  readonly text: string
  readonly mode: BoundMode | undefined
  readonly states: StateGroup | undefined
  /** Exactly this private number. */
  readonly x: string | undefined
  readonly batchId: BatchId | undefined
}

export const NO_FILTER: LedgerFields = {
  text: '',
  mode: undefined,
  states: undefined,
  x: undefined,
  batchId: undefined,
}

export const isFiltering = (fields: LedgerFields): boolean =>
  fields.text.trim() !== '' ||
  fields.mode !== undefined ||
  fields.states !== undefined ||
  fields.x !== undefined ||
  fields.batchId !== undefined

export function toFilter(fields: LedgerFields): BindingFilter {
  const part = numberPart(fields.text)
  const { mode, states, x, batchId } = fields
  return {
    ...(part === undefined ? {} : { numberPart: part }),
    ...(mode === undefined ? {} : { mode }),
    ...(states === undefined ? {} : { states: [...STATE_GROUPS[states]] }),
    ...(x === undefined ? {} : { x }),
    ...(batchId === undefined ? {} : { batchId }),
  }
}

/** Whether nothing more can be done with it, so that only binding anew helps. */
export const isOver = ({ state }: Pick<Binding, 'state'>): boolean =>
  STATE_GROUPS.over.some((one) => one === state) || STATE_GROUPS.failed.some((one) => one === state)
