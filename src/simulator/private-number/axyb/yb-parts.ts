import type { PrivateNumberApp } from '../account.ts'
import type { Bindings } from '../bindings.ts'
import type { ModeParts } from '../mode-parts.ts'
import type { Place } from '../numbers.ts'
import type { AxybBinding, YbPart } from './binding.ts'

/** What a new YB part may say. */
export type YbWish = {
  readonly place: Place
  readonly ybDuration: number | undefined
  readonly preVoiceY: string | undefined
  readonly userData: string | undefined
}

/** Parts of AXYB bindings and the choice of Y. */
export function createYbParts({ numbers, rules, now }: ModeParts, bindings: Bindings<AxybBinding>) {
  const limit = rules.settings.privateNumber.bindingsPerY

  /** Parts that are alive; the others go. */
  function living(binding: AxybBinding): readonly YbPart[] {
    binding.parts = binding.parts.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now())
    return binding.parts
  }

  /** A Y serves many bindings, each once; an X serves as no Y. */
  function isFree(app: PrivateNumberApp, binding: AxybBinding, y: string): boolean {
    if (bindings.countOn(app.appKey, y) > 0) return false
    const users = bindings
      .all()
      .filter((one) => one.appKey === app.appKey && living(one).some((p) => p.y === y))
    return !users.includes(binding) && users.length < limit
  }

  const canBeX = (app: PrivateNumberApp, x: string) =>
    bindings.countOn(app.appKey, x) === 0 &&
    !bindings.all().some((one) => one.appKey === app.appKey && living(one).some((part) => part.y === x))

  /** @returns nothing when there is no Y */
  function allot(app: PrivateNumberApp, binding: AxybBinding, b: string, wish: YbWish): YbPart | undefined {
    const y = numbers.choose(app, wish.place, (one) => one !== binding.x && isFree(app, binding, one))
    if (y === undefined) return undefined
    const asked = wish.ybDuration ?? binding.ybDuration
    // It must not outlive AX (private-number-axe-axyb-x.md 3.1).
    const seconds = binding.duration > 0 ? Math.min(asked, binding.duration) : asked
    const part: YbPart = {
      b,
      y,
      ybDuration: seconds,
      expiresAt: seconds === 0 ? undefined : now() + seconds * 1000,
      preVoiceY: wish.preVoiceY,
      userData: wish.userData,
      changedAt: now(),
    }
    binding.parts = [...living(binding), part]
    return part
  }

  return { living, canBeX, allot }
}

export type YbParts = ReturnType<typeof createYbParts>
