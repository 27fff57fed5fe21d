import type { Part } from '../../../domain/billing/index.ts'
import type { CallOutcome } from '../../../domain/calls/index.ts'

/** Days of Beijing time, both included; without profiles all of them. */
export type CostPeriod = {
  readonly from: number
  readonly to: number
  readonly profileIds?: readonly string[] | undefined
}

/** What the charts and the sums of a period are made of. */
export type CostFigures = {
  /** By day, profile and service. */
  readonly days: readonly Part[]
  readonly hours: readonly {
    readonly hour: number
    readonly calls: number
    readonly ended: number
    readonly answered: number
  }[]
  readonly reasons: readonly {
    readonly outcome: CallOutcome
    readonly reason: string
    readonly calls: number
  }[]
  /** Parts of text messages that were sent, by day and profile. */
  readonly messages: readonly { readonly day: number; readonly profileId: string; readonly parts: number }[]
}

/** Of one number, its sums in parts that are priced alike. */
export type NumberParts = { readonly number: string; readonly parts: readonly Part[] }

export type NumberSums = {
  /** Those with the most minutes first. */
  readonly numbers: readonly NumberParts[]
  /** Numbers there are. */
  readonly total: number
}
