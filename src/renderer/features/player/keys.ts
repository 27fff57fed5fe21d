import { type Focus, isComposing, type KeyPress, takesArrows, takesSpace } from '../../ui/keys.ts'

export type PlayerAct =
  | { readonly kind: 'toggle' }
  | { readonly kind: 'skip'; readonly seconds: number }
  | { readonly kind: 'speed'; readonly steps: 1 | -1 }

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
  if (press.key === '+' || press.key === '=') return { kind: 'speed', steps: 1 }
  if (press.key === '-') return { kind: 'speed', steps: -1 }
  return undefined
}

export const RATES: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 2, 3]

/** The neighbouring speed; at the ends the same. */
export function stepRate(rate: number, steps: 1 | -1): number {
  const at = RATES.indexOf(rate)
  return RATES[(at < 0 ? RATES.indexOf(1) : at) + steps] ?? rate
}
