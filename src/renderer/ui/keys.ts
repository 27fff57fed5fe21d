/** The part of a keyboard event that decides; a test gives its own. */
export type KeyPress = {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly isComposing: boolean
  /** 229 is what browsers report while an input method composes. */
  readonly keyCode: number
}

export const isComposing = (press: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean =>
  press.isComposing || press.keyCode === 229

/** What holds the focus, as far as keys are concerned. */
export type Focus = { readonly tag: string; readonly role: string | null; readonly editable: boolean }

export function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof HTMLElement)) return { tag: '', role: null, editable: false }
  return { tag: target.tagName, role: target.getAttribute('role'), editable: target.isContentEditable }
}

export const isTyping = (focus: Focus): boolean =>
  focus.editable || focus.tag === 'TEXTAREA' || focus.tag === 'SELECT' || focus.tag === 'INPUT'

const PRESSABLE: ReadonlySet<string> = new Set([
  'button',
  'link',
  'tab',
  'menuitem',
  'option',
  'switch',
  'checkbox',
])

/** Space belongs to what is focused when that can be pressed. */
export const takesSpace = (focus: Focus): boolean =>
  isTyping(focus) ||
  focus.tag === 'BUTTON' ||
  focus.tag === 'A' ||
  focus.tag === 'SUMMARY' ||
  (focus.role !== null && PRESSABLE.has(focus.role))

const MOVED_BY_ARROWS: ReadonlySet<string> = new Set([
  'slider',
  'tab',
  'radio',
  'separator',
  'menuitem',
  'spinbutton',
])

export const takesArrows = (focus: Focus): boolean =>
  isTyping(focus) || (focus.role !== null && MOVED_BY_ARROWS.has(focus.role))
