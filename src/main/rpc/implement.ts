import type { Operation } from '../../contract/define.ts'
import type { Caller, Handlers, TopicName } from '../../contract/index.ts'
import { contract } from '../../contract/index.ts'

type Handler = (input: unknown, caller: Caller) => unknown

export type Implemented = { readonly name: string; readonly operation: Operation; readonly handler: Handler }

/** All operations by their full name, found in a `Map` so that an inherited name finds nothing. */
export type Registry = ReadonlyMap<string, Implemented>

const isHandler = (value: unknown): value is Handler => typeof value === 'function'

/**
 * Joins the handlers of every topic to the contract. The compiler refuses a topic or a handler that is
 * missing, surplus or mistyped; the loop below only pairs what it has already checked.
 */
export function implement(topics: { readonly [T in TopicName]: Handlers<T> }): Registry {
  return implementSome(topics)
}

/** The same for some topics; the operations of the others are not there. */
export function implementSome(topics: { readonly [T in TopicName]?: Handlers<T> }): Registry {
  const registry = new Map<string, Implemented>()
  const handlersOf = new Map<string, object>(Object.entries(topics))
  for (const definition of Object.values(contract)) {
    const given = handlersOf.get(definition.name)
    if (given === undefined) continue
    const handlers = new Map<string, unknown>(Object.entries(given))
    for (const [verb, operation] of Object.entries(definition.operations)) {
      const name = `${definition.name}.${verb}`
      const handler = handlers.get(verb)
      if (!isHandler(handler)) throw new Error(`no handler for ${name}`)
      registry.set(name, { name, operation, handler })
    }
  }
  return registry
}
