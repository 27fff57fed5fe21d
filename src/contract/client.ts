import { type Client, contract } from './index.ts'

/** How a client asks: `kind` says whether the operation may be asked again when no answer came. */
export type Ask = (kind: 'read' | 'write' | 'once', name: string, input: unknown) => Promise<unknown>

/** A typed client over anything that carries an operation's name and input. */
export function createClient(ask: Ask): Client {
  const topics = Object.values(contract).map((topic) => {
    const verbs = Object.entries(topic.operations).map(([verb, operation]) => {
      const call = (input: unknown) => ask(operation.kind, `${topic.name}.${verb}`, input)
      return [verb, call] as const
    })
    return [topic.name, Object.fromEntries(verbs)] as const
  })
  const made: object = Object.fromEntries(topics)
  if (!isClient(made)) throw new TypeError('the client does not cover the contract')
  return made
}

/** Every operation of every topic is there; what its answers hold is checked by the dispatcher. */
function isClient(value: object): value is Client {
  const topics = new Map<string, unknown>(Object.entries(value))
  return Object.values(contract).every((topic) => {
    const verbs = topics.get(topic.name)
    if (typeof verbs !== 'object' || verbs === null) return false
    const calls = new Map<string, unknown>(Object.entries(verbs))
    return Object.keys(topic.operations).every((verb) => typeof calls.get(verb) === 'function')
  })
}
