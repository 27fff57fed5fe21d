export type JsonObject = { readonly [name: string]: unknown }

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isArray = (value: unknown): value is readonly unknown[] => Array.isArray(value)

/** @returns the parsed text, or nothing when it is not JSON (JSON's own `null` comes back as null) */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An own property only: `toString` and the like are not fields of a request. */
export function fieldOf(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

export function textOf(object: JsonObject, name: string): string | undefined {
  const value = fieldOf(object, name)
  return typeof value === 'string' ? value : undefined
}

export function numberOf(object: JsonObject, name: string): number | undefined {
  const value = fieldOf(object, name)
  return typeof value === 'number' ? value : undefined
}

export function listOf(object: JsonObject, name: string): readonly unknown[] | undefined {
  const value = fieldOf(object, name)
  return isArray(value) ? value : undefined
}
