/** What every binding has, whatever its mode. */
export type Bound = {
  readonly subscriptionId: string
  readonly appKey: string
  readonly x: string
  /** Simulated milliseconds; nothing when it lives for ever. */
  expiresAt: number | undefined
}

/** The bindings of one mode: those that are alive. Expired ones go when they are met. */
export type Bindings<B extends Bound> = {
  add(binding: B): void
  remove(binding: B): void
  /** Changes a binding in a way that may change its users. */
  change(binding: B, how: () => void): void
  find(appKey: string, subscriptionId: string): B | undefined
  /** All of one private number, oldest first. */
  on(appKey: string, x: string): readonly B[]
  countOn(appKey: string, x: string): number
  /** Whether fewer than so many stand on a private number. */
  hasRoom(appKey: string, x: string, limit: number): boolean
  /** The one that a user has on a private number. */
  ofUser(appKey: string, x: string, user: string): B | undefined
  /** Every binding of a user, whatever its number. */
  anywhere(appKey: string, user: string): readonly B[]
  all(): readonly B[]
}

/**
 * @param now simulated time
 * @param usersOf real numbers of which each may stand on an X once
 */
export function createBindings<B extends Bound>(
  now: () => number,
  usersOf: (binding: B) => readonly string[],
): Bindings<B> {
  const byId = new Map<string, B>()
  const byNumber = new Map<string, Set<B>>()
  const byUser = new Map<string, B>()
  const byUserAnywhere = new Map<string, Set<B>>()

  const put = (index: Map<string, Set<B>>, key: string, binding: B) => {
    const known = index.get(key)
    if (known === undefined) index.set(key, new Set([binding]))
    else known.add(binding)
  }

  function enter(binding: B) {
    const { appKey, x } = binding
    for (const user of usersOf(binding)) {
      byUser.set(`${appKey} ${x} ${user}`, binding)
      put(byUserAnywhere, `${appKey} ${user}`, binding)
    }
  }

  function leave(binding: B) {
    const { appKey, x } = binding
    for (const user of usersOf(binding)) {
      byUser.delete(`${appKey} ${x} ${user}`)
      byUserAnywhere.get(`${appKey} ${user}`)?.delete(binding)
    }
  }

  function remove(binding: B) {
    byId.delete(`${binding.appKey} ${binding.subscriptionId}`)
    byNumber.get(`${binding.appKey} ${binding.x}`)?.delete(binding)
    leave(binding)
  }

  function alive(binding: B | undefined): B | undefined {
    if (binding?.expiresAt === undefined || binding.expiresAt > now()) return binding
    remove(binding)
    return undefined
  }

  const living = (set: Iterable<B> | undefined) => [...(set ?? [])].filter((one) => alive(one) !== undefined)

  const countOn = (appKey: string, x: string) => living(byNumber.get(`${appKey} ${x}`)).length

  return {
    add(binding) {
      byId.set(`${binding.appKey} ${binding.subscriptionId}`, binding)
      put(byNumber, `${binding.appKey} ${binding.x}`, binding)
      enter(binding)
    },
    remove,
    change(binding, how) {
      leave(binding)
      how()
      enter(binding)
    },
    find: (appKey, subscriptionId) => alive(byId.get(`${appKey} ${subscriptionId}`)),
    on: (appKey, x) => living(byNumber.get(`${appKey} ${x}`)),
    countOn,
    // Those that have expired are looked for only when it would be full with them.
    hasRoom: (appKey, x, limit) =>
      (byNumber.get(`${appKey} ${x}`)?.size ?? 0) < limit || countOn(appKey, x) < limit,
    ofUser: (appKey, x, user) => alive(byUser.get(`${appKey} ${x} ${user}`)),
    anywhere: (appKey, user) => living(byUserAnywhere.get(`${appKey} ${user}`)),
    all: () => living(byId.values()),
  }
}
