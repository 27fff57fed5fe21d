import type { PrivateNumber } from '../../../contract/bindings.ts'

export const NUMBER_FILTERS = ['all', 'attention', 'free', 'used', 'cooling'] as const
export type NumberFilter = (typeof NUMBER_FILTERS)[number]

export const isNumberFilter = (text: string): text is NumberFilter =>
  NUMBER_FILTERS.some((filter) => filter === text)

const isCooling = (one: PrivateNumber, now: number): boolean =>
  one.coolUntil !== undefined && one.coolUntil > now

/** Share of what a number can carry that is used, 0 to 1; of a number without a bound nothing. */
export const loadOf = ({ bindings, most }: PrivateNumber): number | undefined =>
  most === undefined ? undefined : Math.min(1, bindings / most)

/** Something is wrong with it, or somebody has to look. */
const needsAttention = (one: PrivateNumber): boolean =>
  one.state === 'suspended' ||
  one.state === 'unavailable' ||
  one.state === 'frozen' ||
  one.unknown > 0 ||
  one.orphans > 0 ||
  !one.inPool ||
  ((loadOf(one) ?? 0) >= 0.9 && (one.most ?? 0) > 1) ||
  (one.advised !== undefined && one.bindings > one.advised)

const FITS: Readonly<Record<NumberFilter, (one: PrivateNumber, now: number) => boolean>> = {
  all: () => true,
  attention: needsAttention,
  free: (one, now) => one.bindings === 0 && !isCooling(one, now),
  used: (one) => one.bindings > 0,
  cooling: isCooling,
}

/** Those that fit, what needs a look first. */
export function filterNumbers(
  numbers: readonly PrivateNumber[],
  by: { readonly filter: NumberFilter; readonly profileId: string | undefined; readonly now: number },
): readonly PrivateNumber[] {
  return numbers
    .filter((one) => by.profileId === undefined || one.profileId === by.profileId)
    .filter((one) => FITS[by.filter](one, by.now))
    .sort(
      (one, other) =>
        Number(needsAttention(other)) - Number(needsAttention(one)) || (one.number < other.number ? -1 : 1),
    )
}
