import type { NumberRules } from './number-rules.ts'
import { defaultWish, type Wish } from './outcomes.ts'
import { refusalNamed } from './refusals.ts'
import type { CallRequest } from './request-rules.ts'

/** An outcome asked for in advance. */
export type ScriptEntry = Wish & {
  /** Numbers match in full or by their last digits. */
  readonly match?: {
    readonly callee?: string
    readonly caller?: string
    readonly service?: CallRequest['kind']
  }
  /** Default true: used up by the first call it fits. */
  readonly once?: boolean
}

/** Outcomes asked for, in the order they were given. */
export type Script = {
  add(entries: readonly ScriptEntry[]): void
  clear(): void
  list(): readonly ScriptEntry[]
  /**
   * The first entry that fits decides; else the rules by number; else the last digits of the callee.
   * Throws the Refusal that a rule asks for.
   */
  take(request: CallRequest): Wish
}

function isFit(entry: ScriptEntry, request: CallRequest): boolean {
  const { callee, caller, service } = entry.match ?? {}
  if (callee !== undefined && !request.calleeNbr.endsWith(callee)) return false
  if (service !== undefined && service !== request.kind) return false
  if (caller === undefined) return true
  return request.kind === 'callback' && request.callerNbr.endsWith(caller)
}

export function createScript(rules: NumberRules): Script {
  const entries: ScriptEntry[] = []
  return {
    add: (more) => void entries.push(...more),
    clear: () => void entries.splice(0),
    list: () => [...entries],
    take(request) {
      const at = entries.findIndex((entry) => isFit(entry, request))
      const entry = entries[at]
      if (entry !== undefined) {
        if (entry.once !== false) entries.splice(at, 1)
        return entry
      }
      const attempt = rules.take(request.calleeNbr)
      if (attempt === undefined) return defaultWish(request.calleeNbr)
      if ('refuse' in attempt) throw refusalNamed(attempt.refuse)
      return attempt
    },
  }
}
