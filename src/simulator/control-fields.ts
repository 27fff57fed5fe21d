import { fieldOf, isArray, isObject, type JsonObject, textOf } from './json-shape.ts'

/** A control request that makes no sense; answered with 400 and this text. */
export class ControlError extends Error {}

export function bad(text: string): never {
  throw new ControlError(text)
}

/** Control bodies are the tests' own: a misspelt field must not pass in silence. */
export function onlyFields(value: unknown, what: string, names: readonly string[]): JsonObject {
  if (!isObject(value)) return bad(`${what}: must be an object`)
  const unknown = Object.keys(value).find((name) => !names.includes(name))
  if (unknown !== undefined) bad(`${what}: unknown field ${unknown}`)
  return value
}

export function oneOf<T extends string>(values: readonly T[], value: unknown, what: string): T {
  return values.find((one) => one === value) ?? bad(`${what}: must be one of ${values.join(', ')}`)
}

export function optionalNumber(object: JsonObject, name: string): number | undefined {
  const value = fieldOf(object, name)
  if (value === undefined) return undefined
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
    bad(`${name}: must be a number, not negative`)
  return value
}

export function optionalText(object: JsonObject, name: string): string | undefined {
  const value = fieldOf(object, name)
  if (value !== undefined && typeof value !== 'string') bad(`${name}: must be a string`)
  return textOf(object, name)
}

export function requiredText(object: JsonObject, name: string): string {
  const value = optionalText(object, name)
  return value === undefined || value === '' ? bad(`${name}: is missing`) : value
}

export function optionalFlag(object: JsonObject, name: string): boolean | undefined {
  const value = fieldOf(object, name)
  if (value === undefined) return undefined
  return typeof value === 'boolean' ? value : bad(`${name}: must be true or false`)
}

export function texts(object: JsonObject, name: string): string[] | undefined {
  const value = fieldOf(object, name)
  if (value === undefined) return undefined
  if (!isArray(value)) return bad(`${name}: must be an array of strings`)
  return value.map((item) => (typeof item === 'string' ? item : bad(`${name}: must be an array of strings`)))
}
