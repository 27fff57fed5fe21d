import type { AuditParams } from '../../domain/audit/index.ts'
import type { Binding } from '../../domain/bindings/index.ts'
import { maskNumber } from '../../domain/phone/index.ts'

/** What the audit log says of a binding: never a number in full. */
export function accountOf(subject: {
  readonly mode: Binding['mode']
  readonly a?: string | undefined
  readonly b?: string | undefined
  readonly x?: string | undefined
  readonly state?: Binding['state']
}): AuditParams {
  const { mode, a, b, x, state } = subject
  return {
    mode,
    ...(a === undefined ? {} : { a: maskNumber(a) }),
    ...(b === undefined ? {} : { b: maskNumber(b) }),
    ...(x === undefined ? {} : { x: maskNumber(x) }),
    ...(state === undefined ? {} : { state }),
  }
}
