/** A seeded source of chance. Forks are independent of the order in which they are drawn from. */
export type Random = {
  /** In [0, 1). */
  next(): number
  /** Uniform between two numbers, ends included up to rounding. */
  between(range: readonly [from: number, to: number]): number
  /** Whole number, both ends included. */
  integer(from: number, to: number): number
  /** Lower-case hexadecimal text. */
  hex(length: number): string
  /** A source of its own for one purpose, e.g. one call, so that parallel calls do not disturb each other. */
  fork(label: string): Random
}

/** 32-bit FNV-1a of a text, mixed once more so that texts that differ in their last digit differ widely. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) {
    hash ^= text.charCodeAt(i)
    hash = Math.imul(hash, 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** All randomness of a simulator comes from one of these: same seed, same ids, same timing. */
export function createRandom(seed: number | string): Random {
  const name = String(seed)
  let state = hashText(name)
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const integer = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    integer,
    between: ([from, to]) => from + next() * (to - from),
    hex: (length) => Array.from({ length }, () => integer(0, 15).toString(16)).join(''),
    fork: (label) => createRandom(`${name}/${label}`),
  }
}
