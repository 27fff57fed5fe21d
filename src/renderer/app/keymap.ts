import { type Focus, isComposing, isTyping, type KeyPress } from '../ui/keys.ts'

export type Command =
  | 'palette'
  | 'search'
  | 'dial'
  | 'history'
  | 'prompts'
  | 'settings'
  | 'shortcuts'
  | 'hangUp'

/** What a key press asks for anywhere in the window; keys of an input method are never ours. */
export function commandFor(press: KeyPress, focus: Focus): Command | undefined {
  if (isComposing(press)) return undefined
  const mod = press.ctrlKey || press.metaKey
  const key = press.key.toLowerCase()
  if (mod && !press.altKey) {
    if (press.shiftKey) return key === 'e' ? 'hangUp' : undefined
    if (key === 'k') return 'palette'
    if (key === ',') return 'settings'
    return undefined
  }
  if (press.altKey && !mod && !press.shiftKey) {
    if (key === '1') return 'dial'
    if (key === '2') return 'history'
    if (key === '3') return 'prompts'
    if (key === '4') return 'settings'
    return undefined
  }
  if (isTyping(focus) || press.altKey) return undefined
  if (key === '/') return 'search'
  return key === '?' ? 'shortcuts' : undefined
}
