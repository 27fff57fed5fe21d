/** A life as people say it: so many of a unit, or without end. */
const LIFE_UNITS = ['never', 'minutes', 'hours', 'days', 'seconds'] as const
export type LifeUnit = (typeof LIFE_UNITS)[number]
export type Life = { readonly amount: number; readonly unit: LifeUnit }

const SECONDS: Readonly<Record<LifeUnit, number>> = {
  never: 0,
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
}

export const NEVER: Life = { amount: 1, unit: 'never' }

/** Seconds, 0 for a life without end: the platform's own way to say it. */
export const lifeSeconds = ({ amount, unit }: Life): number => amount * SECONDS[unit]

/** The largest unit in which it is a whole number. */
export function lifeOf(seconds: number): Life {
  if (seconds === 0) return NEVER
  const unit =
    (['days', 'hours', 'minutes'] as const).find((one) => seconds % SECONDS[one] === 0) ?? 'seconds'
  return { amount: seconds / SECONDS[unit], unit }
}

export const isLifeUnit = (text: string | null): text is LifeUnit => LIFE_UNITS.some((unit) => unit === text)
