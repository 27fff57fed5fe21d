/** Forms of numbers in Private Number (private-number-axb-ax.md §0.2, numbers-and-billing.md §1). */

const MOBILE = /^\+861\d{10}$/
/** Area code of two or three digits without its zero, then seven or eight. */
const LANDLINE = /^\+86[2-9]\d{1,2}\d{7,8}$|^\+8610\d{8}$/
/** 400 and 95 numbers: not A or B of a binding, yet a temporary callee. */
const SERVICE = /^\+86(?:400\d{7}|95\d{3,6})$/

/** What a number can be in a binding; `undefined`: neither A nor B. */
export function bindableKind(number: string): 'mobile' | 'landline' | undefined {
  if (MOBILE.test(number)) return 'mobile'
  if (SERVICE.test(number)) return undefined
  return LANDLINE.test(number) ? 'landline' : undefined
}

/** What a call can be sent to through X. */
export const isCalleeForm = (number: string): boolean =>
  bindableKind(number) !== undefined || SERVICE.test(number)
