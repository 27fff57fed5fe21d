import type { Wish } from './outcomes.ts'

/** What becomes of one call: an outcome, or the platform refuses to place it. */
export type Attempt = Wish | { readonly refuse: string }

/** Outcomes for whole groups of callees, so that a long list ends as planned whatever its order. */
export type NumberRule = {
  /** Last digits of the callee; any of them. */
  readonly endsWith: readonly string[]
  /** First call to a callee, second call, …; the last one holds for all later calls. */
  readonly attempts: readonly Attempt[]
}

/** Rules by number, asked after the script and before the last digits of docs/simulator.md. */
export type NumberRules = {
  add(rules: readonly NumberRule[]): void
  clear(): void
  list(): readonly NumberRule[]
  /** What the first rule that fits says to the next call to this callee. */
  take(callee: string): Attempt | undefined
}

export function createNumberRules(): NumberRules {
  let rules: readonly NumberRule[] = []
  let taken = new Map<string, number>()
  return {
    add(more) {
      rules = [...rules, ...more]
    },
    clear() {
      rules = []
      taken = new Map()
    },
    list: () => rules,
    take(callee) {
      const rule = rules.find(({ endsWith }) => endsWith.some((digits) => callee.endsWith(digits)))
      if (rule === undefined) return undefined
      const before = taken.get(callee) ?? 0
      taken.set(callee, before + 1)
      return rule.attempts[Math.min(before, rule.attempts.length - 1)]
    },
  }
}
