import type { Binding, BindingSettings } from './binding.ts'
import type { DriftKind, DriftWay } from './drift-kinds.ts'
import type { Observed } from './events.ts'
import { CHANGEABLE, isChangeable } from './mode.ts'

export type FieldDrift = {
  readonly name: string
  readonly here?: string | undefined
  readonly there?: string | undefined
}

/** The platform documents one to five rows per answer of AXYB; what is beyond them may not be shown. */
const AXYB_ROWS = 5

const asText = (value: unknown): string | undefined =>
  value === undefined ? undefined : typeof value === 'object' ? JSON.stringify(value) : String(value)

function compared(name: string, here: unknown, there: unknown): FieldDrift[] {
  const ours = asText(here)
  const theirs = asText(there)
  // What one side does not tell is no difference.
  if (ours === undefined || theirs === undefined || ours === theirs) return []
  return [{ name, here: ours, there: theirs }]
}

/**
 * Where the ledger and the platform tell different things of one binding. A field that one side does not tell is
 * not compared.
 *
 * @param skipLives in AXE the query goes on showing the lives given at the binding after a change of them
 * (private-number-axe-axyb-x.md §2.4)
 */
export function differences(binding: Binding, observed: Observed, skipLives: boolean): FieldDrift[] {
  const settings = Object.keys({ ...binding.settings, ...observed.settings }) as (keyof BindingSettings)[]
  return [
    ...(['a', 'b', 'x', 'extension'] as const).flatMap((name) =>
      compared(name, binding[name], observed[name]),
    ),
    ...settings
      .filter((name) => !(skipLives && (name === 'lifeS' || name === 'callbackLifeS')))
      // Of pairs the life is each pair's own.
      .filter((name) => name !== 'pairLifeS' || (observed.pairs ?? []).length === 0)
      .flatMap((name) => compared(name, binding.settings[name], observed.settings[name])),
    ...pairDifferences(binding, observed),
  ]
}

function pairDifferences(binding: Binding, observed: Observed): FieldDrift[] {
  const there = observed.pairs
  if (there === undefined) return []
  const here = binding.pairs.filter((pair) => pair.state === 'active')
  const whole = there.length < AXYB_ROWS
  return [
    ...here.flatMap((pair): FieldDrift[] => {
      const found = there.find(({ b }) => b === pair.b)
      if (found === undefined) return whole ? [{ name: 'pair', here: pair.b }] : []
      return [...compared('y', pair.y, found.y), ...compared('pairLifeS', pair.lifeS, found.lifeS)]
    }),
    ...there.flatMap(({ b }): FieldDrift[] =>
      binding.pairs.some((pair) => pair.b === b && pair.state !== 'unbound' && pair.state !== 'gone')
        ? []
        : [{ name: 'pair', there: b }],
    ),
  ]
}

export function waysOf(kind: DriftKind, mode: Binding['mode'], fields: readonly FieldDrift[]): DriftWay[] {
  if (kind === 'missingThere') return ['forget', 'bindAgain']
  if (kind === 'missingHere') return ['adopt', 'unbindThere']
  const pushable =
    isChangeable(mode) && fields.every(({ name }) => CHANGEABLE[mode].some((one) => one === name))
  return pushable ? ['takeTheirs', 'pushOurs'] : ['takeTheirs']
}
