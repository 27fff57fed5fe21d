import type { z } from 'zod'
import type { ErrorCode } from './errors.ts'

/**
 * What a lost reply means, and so what the client may do by itself:
 * `read` changes nothing and is asked again; `write` reaches the same end state however often it runs;
 * `once` acts on the world (a phone rings) and is never repeated.
 */
export type Kind = 'read' | 'write' | 'once'

export type Operation = {
  readonly kind: Kind
  /** One line for the generated reference. */
  readonly doc: string
  readonly input: z.ZodType
  readonly output: z.ZodType
  /** Codes this operation can answer besides those that belong to every operation. */
  readonly errors: readonly ErrorCode[]
  /** After this long the dispatcher aborts the handler and answers `deadline`. */
  readonly deadlineMs: number
  /** Its answer holds numbers in full even while they are masked on the screen. */
  readonly revealsNumbers: boolean
}

export type EventDefinition = { readonly doc: string; readonly payload: z.ZodType }

export type Topic = {
  readonly name: string
  readonly operations: { readonly [verb: string]: Operation }
  readonly events: { readonly [verb: string]: EventDefinition }
}

type Parts<I extends z.ZodType, O extends z.ZodType> = {
  doc: string
  input: I
  output: O
  errors?: readonly ErrorCode[]
  deadlineMs?: number
  revealsNumbers?: boolean
}

const SHORT_MS = 15_000

function operation<K extends Kind, I extends z.ZodType, O extends z.ZodType>(kind: K, parts: Parts<I, O>) {
  return {
    kind,
    doc: parts.doc,
    input: parts.input,
    output: parts.output,
    errors: parts.errors ?? [],
    deadlineMs: parts.deadlineMs ?? SHORT_MS,
    revealsNumbers: parts.revealsNumbers ?? false,
  }
}

export const read = <I extends z.ZodType, O extends z.ZodType>(parts: Parts<I, O>) => operation('read', parts)

export const write = <I extends z.ZodType, O extends z.ZodType>(parts: Parts<I, O>) =>
  operation('write', parts)

/** Every `once` input names the act of the person, so that a second delivery returns the first outcome. */
export const once = <I extends z.ZodType<{ requestId: string }>, O extends z.ZodType>(parts: Parts<I, O>) =>
  operation('once', parts)

export const event = <P extends z.ZodType>(doc: string, payload: P) => ({ doc, payload })

export function topic<
  const N extends string,
  const O extends { readonly [verb: string]: Operation },
  const E extends { readonly [verb: string]: EventDefinition },
>(name: N, operations: O, events: E) {
  return { name, operations, events }
}
