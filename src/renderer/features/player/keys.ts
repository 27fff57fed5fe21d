import { type Focus, isComposing, type KeyPress, takesArrows, takesSpace } from '../../ui/keys.ts'

export type PlayerAct =
  | { readonly kind: 'toggle' }
  | { readonly kind: 'skip'; readonly seconds: number }
  | { readonly kind: 'speed'; readonly steps: 1 | -1 }
  | { readonly kind: 'zoom'; readonly steps: 1 | -1 | 'fit' }
  | { readonly kind: 'loopFrom' | 'loopTo' | 'loop' | 'clear' | 'marker' | 'comment' | 'silence' | 'level' }
  | { readonly kind: 'neighbour'; readonly step: 1 | -1 }

const BY_KEY: ReadonlyMap<string, PlayerAct> = new Map<string, PlayerAct>([
  ['+', { kind: 'speed', steps: 1 }],
  ['=', { kind: 'speed', steps: 1 }],
  ['-', { kind: 'speed', steps: -1 }],
  ['[', { kind: 'loopFrom' }],
  [']', { kind: 'loopTo' }],
  ['\\', { kind: 'loop' }],
  ['Escape', { kind: 'clear' }],
  ['m', { kind: 'marker' }],
  ['c', { kind: 'comment' }],
  ['s', { kind: 'silence' }],
  ['v', { kind: 'level' }],
  ['j', { kind: 'skip', seconds: -10 }],
  ['l', { kind: 'skip', seconds: 10 }],
  ['p', { kind: 'neighbour', step: -1 }],
  ['n', { kind: 'neighbour', step: 1 }],
  ['z', { kind: 'zoom', steps: 1 }],
  ['0', { kind: 'zoom', steps: 'fit' }],
])

/** What a key asks of the recording on screen; whatever has the focus and wants the key keeps it. */
export function playerAct(press: KeyPress, focus: Focus): PlayerAct | undefined {
  if (isComposing(press) || press.ctrlKey || press.metaKey || press.altKey) return undefined
  if (press.key === ' ') return takesSpace(focus) ? undefined : { kind: 'toggle' }
  if (press.key === 'ArrowLeft' || press.key === 'ArrowRight') {
    if (takesArrows(focus)) return undefined
    const seconds = press.shiftKey ? 1 : 5
    return { kind: 'skip', seconds: press.key === 'ArrowLeft' ? -seconds : seconds }
  }
  if (takesSpace(focus) && focus.tag !== 'BUTTON') return undefined
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key
  if (key === 'z' && press.shiftKey) return { kind: 'zoom', steps: -1 }
  // A letter with shift is somebody else's, but for the zoom; on some keyboards signs need it.
  if (press.shiftKey && /^[a-y]$/.test(key)) return undefined
  return BY_KEY.get(key)
}

export const RATES: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3]

/** The neighbouring speed; at the ends the same. */
export function stepRate(rate: number, steps: 1 | -1): number {
  const at = RATES.indexOf(rate)
  return RATES[(at < 0 ? RATES.indexOf(1) : at) + steps] ?? rate
}
