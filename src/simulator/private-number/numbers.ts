import { hashText } from '../random.ts'
import type { NumberSpec, PrivateNumberApp } from './account.ts'

/** `status` of a number state push (private-number-axb-ax.md 9). */
export const NUMBER_STATUS = { normal: '5', suspended: '9', unavailable: '10', frozen: '11' } as const
export type NumberStatus = keyof typeof NUMBER_STATUS

/** Causes of `unavailable`; the pages know no 4. */
export const UNAVAILABLE_CAUSES = ['1', '2', '3', '5', '6', '7', '8', '9'] as const
export type UnavailableCause = (typeof UNAVAILABLE_CAUSES)[number]

export type NumberState = { readonly status: NumberStatus; readonly cause?: UnavailableCause }

/** Which number a binding asks for when it names none. */
export type Place = { readonly areaCode: string; readonly loose: boolean }

/** The private numbers of every application and the state of each. */
export type Numbers = {
  stateOf(number: string): NumberState
  set(number: string, state: NumberState): void
  /** Those that are not normal. */
  abnormal(): Readonly<Record<string, NumberState>>
  find(app: PrivateNumberApp, number: string): NumberSpec | undefined
  /** The first number that suits: strict in its city; loose then in the province, then anywhere. */
  choose(app: PrivateNumberApp, place: Place, suits: (number: string) => boolean): string | undefined
  /** City of a user, for bindings that leave the choice to it. */
  cityOf(app: PrivateNumberApp, user: string): string | undefined
}

const LANDLINE_DIGITS = /^\+86(?!1[0-9]{10}$)([1-9][0-9]{1,2})/

export function createNumbers(): Numbers {
  const states = new Map<string, NumberState>()
  const stateOf = (number: string) => states.get(number) ?? { status: 'normal' as const }
  return {
    stateOf,
    set: (number, state) => void states.set(number, state),
    abnormal: () => Object.fromEntries([...states].filter(([, { status }]) => status !== 'normal')),
    find: (app, number) => app.numbers.find((one) => one.number === number),
    choose(app, { areaCode, loose }, suits) {
      const free = app.numbers.filter(({ number }) => stateOf(number).status === 'normal' && suits(number))
      const inCity = free.find((one) => one.areaCode === areaCode)
      if (inCity !== undefined || !loose) return inCity?.number
      const province = app.numbers.find((one) => one.areaCode === areaCode)?.province
      const near = free.find((one) => province !== undefined && one.province === province)
      return (near ?? free[0])?.number
    },
    cityOf(app, user) {
      const landline = LANDLINE_DIGITS.exec(user)?.[1]
      if (landline !== undefined) {
        return app.numbers.find(({ areaCode }) => landline.startsWith(areaCode.slice(1)))?.areaCode
      }
      // Where a mobile is at home follows from its first seven digits; which city that is, is made up.
      const cities = [...new Set(app.numbers.map(({ areaCode }) => areaCode))].sort()
      return cities[hashText(user.slice(0, 10)) % Math.max(1, cities.length)]
    },
  }
}
