import { type Focus, isComposing, isTyping, type KeyPress } from '../ui/keys.ts'
import { PLACES, type PlaceId } from './places.ts'

export type Command = 'palette' | 'search' | 'hangUp' | 'shortcuts' | PlaceId

/** Keys as one text: `mod+shift+e`, `alt+1`, `/`. `mod` is Ctrl, or ⌘ where a keyboard has it. */
export type Combo = string

const PLACE_KEYS = PLACES.map(({ id, keys }): [PlaceId, Combo] => [id, keys])

/** What holds until a person chooses other keys, in the order in which it is listed. */
export const DEFAULT_KEYS: ReadonlyMap<Command, Combo> = new Map<Command, Combo>([
  ['palette', 'mod+k'],
  ['search', '/'],
  ['hangUp', 'mod+shift+e'],
  ...PLACE_KEYS,
  ['shortcuts', '?'],
])

/** The keys that are pressed, or nothing while it is only Ctrl, Alt, Shift or ⌘. */
export function comboOf(press: Omit<KeyPress, 'isComposing' | 'keyCode'>): Combo | undefined {
  if (['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'Dead', 'Process'].includes(press.key)) return undefined
  const mod = press.ctrlKey || press.metaKey
  const key = press.key === ' ' ? 'space' : press.key.toLowerCase()
  // Shift has done its work where it made another character of the key: "?" is "?" on every keyboard.
  const shift = press.shiftKey && (mod || press.altKey || key.length > 1)
  return [...(mod ? ['mod'] : []), ...(press.altKey ? ['alt'] : []), ...(shift ? ['shift'] : []), key].join(
    '+',
  )
}

/** What a key press asks for anywhere in the window; keys of an input method are never ours. */
export function commandFor(
  press: KeyPress,
  focus: Focus,
  chosen: ReadonlyMap<Command, Combo>,
): Command | undefined {
  if (isComposing(press)) return undefined
  const combo = comboOf(press)
  if (combo === undefined || (isTyping(focus) && !/^(?:mod|alt)\+/.test(combo))) return undefined
  // Settings are under mod+, in every program; that stays beside whatever is chosen.
  if (combo === 'mod+,') return 'settings'
  for (const command of DEFAULT_KEYS.keys()) {
    if (keysOf(command, chosen) === combo) return command
  }
  return undefined
}

export const keysOf = (command: Command, chosen: ReadonlyMap<Command, Combo>): Combo =>
  chosen.get(command) ?? DEFAULT_KEYS.get(command) ?? ''

/** Keys that the browser, the system or a field needs, so that no command may take them. */
const TAKEN =
  /^(?:(?:shift\+)?tab|enter|escape|space|backspace|delete|arrow\w+|f\d+|mod\+(?:shift\+)?[acnqrtvwxyz]|.*unidentified)$/

/** Why keys cannot be given to a command. */
export function obstacleTo(
  combo: Combo,
  command: Command,
  chosen: ReadonlyMap<Command, Combo>,
): { readonly reserved: true } | { readonly command: Command } | undefined {
  if (TAKEN.test(combo) || combo === 'mod+,') return { reserved: true }
  for (const other of DEFAULT_KEYS.keys()) {
    if (other !== command && keysOf(other, chosen) === combo) return { command: other }
  }
  return undefined
}

const isCommand = (text: string): text is Command => [...DEFAULT_KEYS.keys()].some((known) => known === text)

/** Chosen keys as they are kept between runs; what cannot be read falls back to the defaults. */
export function readKeys(text: string | undefined): ReadonlyMap<Command, Combo> {
  try {
    const kept: unknown = JSON.parse(text ?? '{}')
    if (typeof kept !== 'object' || kept === null) return new Map()
    return new Map(
      Object.entries(kept).flatMap(([command, combo]): [Command, Combo][] =>
        isCommand(command) && typeof combo === 'string' ? [[command, combo]] : [],
      ),
    )
  } catch {
    return new Map()
  }
}

export const writeKeys = (chosen: ReadonlyMap<Command, Combo>): string =>
  JSON.stringify(Object.fromEntries(chosen))
