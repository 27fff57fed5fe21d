import { createHash } from 'node:crypto'
import { z } from 'zod'
import { COMMON_ERRORS } from '../../contract/errors.ts'
import { contract } from '../../contract/index.ts'

/** JSON Schemas cannot say what a refinement checks; the description of the field says it. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' })

/** Every operation and event with its JSON Schemas: what `GET /rpc` answers and the reference is made of. */
export function describeContract() {
  const operations = Object.values(contract).flatMap((topic) =>
    Object.entries(topic.operations).map(([verb, operation]) => ({
      name: `${topic.name}.${verb}`,
      kind: operation.kind,
      doc: operation.doc,
      errors: [...operation.errors],
      deadlineMs: operation.deadlineMs,
      input: schemaOf(operation.input, 'input'),
      output: schemaOf(operation.output, 'output'),
    })),
  )
  const events = Object.values(contract).flatMap((topic) =>
    Object.entries(topic.events).map(([verb, definition]) => ({
      name: `${topic.name}.${verb}`,
      doc: definition.doc,
      payload: schemaOf(definition.payload, 'output'),
    })),
  )
  return { commonErrors: [...COMMON_ERRORS], operations, events }
}

/** Changes whenever anything in the contract does; a page built for another one must reload. */
export function contractHash(): string {
  return createHash('sha256').update(JSON.stringify(describeContract())).digest('hex').slice(0, 16)
}
