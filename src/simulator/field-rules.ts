import { fieldOf, isObject, type JsonObject } from './json-shape.ts'
import { badParameter } from './refusals.ts'

/** One row of a parameter table of voice-call.md. Lengths count characters. */
export type FieldRule = { readonly name: string; readonly required: boolean } & (
  | { readonly kind: 'text'; readonly from: number; readonly to: number; readonly form?: RegExp }
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'integer'; readonly from: number; readonly to: number }
  | { readonly kind: 'texts' }
  | { readonly kind: 'object' }
  /** A whole number, or the same as text of 1 to 32 characters. */
  | { readonly kind: 'count'; readonly allowed: (value: number) => boolean }
  | { readonly kind: 'objects'; readonly from: number; readonly to: number }
)

export type Strictness = { readonly acceptBooleans: boolean; readonly refuseUnknownFields: boolean }

const lengthOf = (text: string) => [...text].length

/** Type, bounds and values of one present field; the code for all of them is 1010002. */
function checkValue(rule: FieldRule, name: string, value: unknown, strict: Strictness): void {
  switch (rule.kind) {
    case 'text': {
      if (typeof value !== 'string') throw badParameter(name, 'must be a string')
      const length = lengthOf(value)
      if (length < rule.from || length > rule.to) throw badParameter(name, 'has a wrong length')
      if (rule.form !== undefined && !rule.form.test(value)) throw badParameter(name, 'has a wrong form')
      return
    }
    case 'switch':
      // Switches are the strings "true" and "false" (voice-call.md 0, type conventions).
      if (value === 'true' || value === 'false') return
      if (typeof value === 'boolean' && strict.acceptBooleans) return
      throw badParameter(name, 'must be "true" or "false"')
    case 'choice':
      if (typeof value === 'string' && rule.values.includes(value)) return
      throw badParameter(name, 'has a value that is not allowed')
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) {
        throw badParameter(name, 'must be an integer')
      }
      if (value < rule.from || value > rule.to) throw badParameter(name, 'is out of range')
      return
    case 'texts':
      if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
        throw badParameter(name, 'must be an array of strings')
      }
      return
    case 'object':
      if (!isObject(value)) throw badParameter(name, 'must be an object')
      return
    case 'count': {
      const count = typeof value === 'string' && /^[0-9]{1,32}$/.test(value) ? Number(value) : value
      if (typeof count !== 'number' || !Number.isInteger(count)) {
        throw badParameter(name, 'must be an integer')
      }
      if (!rule.allowed(count)) throw badParameter(name, 'is out of range')
      return
    }
    case 'objects':
      if (!Array.isArray(value) || !value.every(isObject)) {
        throw badParameter(name, 'must be an array of objects')
      }
      if (value.length < rule.from || value.length > rule.to) {
        throw badParameter(name, 'has a wrong number of items')
      }
  }
}

/**
 * Holds an object against a parameter table. JSON `null` counts as a wrong type, not as absent.
 * @param place prefix of the field names in texts, for items of an array
 * @returns names that are in no row: the platform's reading of them is not known, so they are reported
 */
export function checkFields(
  table: readonly FieldRule[],
  object: JsonObject,
  strict: Strictness,
  place = '',
): readonly string[] {
  for (const rule of table) {
    const value = fieldOf(object, rule.name)
    if (value === undefined) {
      if (rule.required) throw badParameter(`${place}${rule.name}`, 'is missing')
      continue
    }
    checkValue(rule, `${place}${rule.name}`, value, strict)
  }
  const unknown = Object.keys(object).filter((name) => !table.some((rule) => rule.name === name))
  const first = unknown[0]
  if (first !== undefined && strict.refuseUnknownFields) throw badParameter(`${place}${first}`, 'is unknown')
  return unknown.map((name) => `${place}${name}`)
}
