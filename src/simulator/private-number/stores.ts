import type { AxBinding } from './ax/binding.ts'
import type { AxbBinding } from './axb/binding.ts'
import type { AxeBinding } from './axe/binding.ts'
import type { AxybBinding } from './axyb/binding.ts'
import { createYbParts, type YbParts } from './axyb/yb-parts.ts'
import { type Bindings, createBindings } from './bindings.ts'
import type { ModeParts } from './mode-parts.ts'

/** Every binding of every mode; the X mode has none. */
export type Stores = {
  readonly axb: Bindings<AxbBinding>
  readonly ax: Bindings<AxBinding>
  readonly axe: Bindings<AxeBinding>
  readonly axyb: Bindings<AxybBinding>
  readonly ybParts: YbParts
}

export function createStores(parts: ModeParts): Stores {
  const axyb = createBindings<AxybBinding>(parts.now, ({ a }) => [a])
  return {
    axb: createBindings<AxbBinding>(parts.now, ({ a, b }) => [a, b]),
    ax: createBindings<AxBinding>(parts.now, ({ a }) => [a]),
    axe: createBindings<AxeBinding>(parts.now, ({ a }) => [a]),
    axyb,
    ybParts: createYbParts(parts, axyb),
  }
}
