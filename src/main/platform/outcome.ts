import type { ResultClass } from '../../domain/explain/index.ts'
import type { LostCause } from './exchange.ts'
import type { ConnectCause } from './socket.ts'

/**
 * What came of one request. `notSent` is certain: no byte of it left. `lost` and `garbled` are not: it may
 * have been carried out.
 */
export type Outcome<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | {
      readonly kind: 'refused'
      readonly resultcode: string
      readonly resultdesc: string
      readonly httpStatus: number
      readonly class: ResultClass
      /** How long to wait before it can help to try again. */
      readonly waitMs?: number | undefined
    }
  | { readonly kind: 'notSent'; readonly cause: ConnectCause; readonly detail: string }
  | { readonly kind: 'lost'; readonly cause: LostCause; readonly detail: string }
  | { readonly kind: 'garbled'; readonly httpStatus: number; readonly detail: string }
