import { isE164 } from '../values.ts'
import type { Binding } from './binding.ts'
import type { FieldDrift } from './drift.ts'
import type { BindingChange, BindTerms } from './terms.ts'

/** The terms that would bind the same again, on the same X; `undefined` when too little is known. */
export function termsOf(binding: Binding): BindTerms | undefined {
  const { a, b, x, settings } = binding
  const { record = false, recordHintTone, userData, direction = 'both' } = settings
  if (!isE164(a)) return undefined
  const number = x !== undefined && isE164(x) ? ({ by: 'number', number: x } as const) : undefined
  const city =
    binding.areaCode === undefined
      ? undefined
      : ({ by: 'city', areaCode: binding.areaCode, match: 'strict' } as const)
  const recorded = { record, ...(record && recordHintTone !== undefined ? { recordHintTone } : {}), userData }
  const { maxDurationMinutes = 0, lastMinVoice } = settings
  const limited = { maxDurationMinutes, ...(maxDurationMinutes > 0 ? { lastMinVoice } : {}) }
  const { lifeS = 0, callbackLifeS = 0, pairLifeS = 0, sms, waitToneA, waitToneB, waitToneX } = settings
  const where = number ?? city
  switch (binding.mode) {
    case 'axb':
      if (b === undefined || !isE164(b)) return undefined
      return {
        mode: 'axb',
        a,
        b,
        x: where ?? { by: 'platform' },
        direction,
        lifeS,
        sms,
        waitToneA,
        waitToneB,
        ...recorded,
        ...limited,
      }
    case 'ax':
      if (where === undefined) return undefined
      return {
        mode: 'ax',
        a,
        x: where,
        direction,
        on: settings.on ?? true,
        sms,
        waitToneA,
        waitToneB,
        ...recorded,
        ...limited,
      }
    case 'axe':
      if (where === undefined) return undefined
      return {
        mode: 'axe',
        a,
        x: where,
        extension: binding.extension,
        lifeS,
        callbackLifeS,
        noCallback: settings.noCallback,
        ...recorded,
      }
    case 'axyb':
      // The platform picks X by its city; without one it cannot be bound again.
      if (city === undefined) return undefined
      return { mode: 'axyb', a, x: city, direction, lifeS, pairLifeS, waitToneX, ...recorded }
  }
}

/** A change that sets the fields that differ to what the ledger says. */
export function changeToOurs(binding: Binding, fields: readonly FieldDrift[]): BindingChange | undefined {
  const { mode, settings } = binding
  if (mode === 'axyb') return undefined
  const ours = new Map<string, unknown>(Object.entries({ ...settings, a: binding.a, b: binding.b }))
  const change: BindingChange = { mode }
  for (const { name } of fields) Reflect.set(change, name, ours.get(name))
  return change
}
