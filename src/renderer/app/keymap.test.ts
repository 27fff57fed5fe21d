import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Focus, KeyPress } from '../ui/keys.ts'
import {
  type Combo,
  type Command,
  comboOf,
  commandFor,
  DEFAULT_KEYS,
  obstacleTo,
  readKeys,
  writeKeys,
} from './keymap.ts'

const NOWHERE: Focus = { tag: 'BODY', role: null, editable: false }
const FIELD: Focus = { tag: 'INPUT', role: null, editable: false }
const NONE: ReadonlyMap<Command, Combo> = new Map()

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 0,
  ...more,
})

describe('keys of the window', () => {
  it('lead to each place and command, with Ctrl as with ⌘', () => {
    expect(commandFor(press('k', { ctrlKey: true }), NOWHERE, NONE)).toBe('palette')
    expect(commandFor(press('K', { metaKey: true }), NOWHERE, NONE)).toBe('palette')
    expect(commandFor(press('E', { ctrlKey: true, shiftKey: true }), FIELD, NONE)).toBe('hangUp')
    expect(commandFor(press('2', { altKey: true }), FIELD, NONE)).toBe('history')
    expect(commandFor(press(',', { ctrlKey: true }), FIELD, NONE)).toBe('settings')
    expect(commandFor(press('?', { shiftKey: true }), NOWHERE, NONE)).toBe('shortcuts')
  })

  it('belong to a field while one types in it, and to an input method while it composes', () => {
    expect(commandFor(press('/'), FIELD, NONE)).toBeUndefined()
    expect(commandFor(press('/'), { ...NOWHERE, editable: true }, NONE)).toBeUndefined()
    expect(commandFor(press('/', { isComposing: true }), NOWHERE, NONE)).toBeUndefined()
    expect(commandFor(press('k', { ctrlKey: true, keyCode: 229 }), NOWHERE, NONE)).toBeUndefined()
    expect(commandFor(press('/'), NOWHERE, NONE)).toBe('search')
  })

  it('may be chosen anew; the former ones then do nothing', () => {
    const chosen = new Map<Command, Combo>([['history', 'alt+h']])
    expect(commandFor(press('h', { altKey: true }), NOWHERE, chosen)).toBe('history')
    expect(commandFor(press('2', { altKey: true }), NOWHERE, chosen)).toBeUndefined()
    expect(readKeys(writeKeys(chosen))).toEqual(chosen)
  })

  it('cannot be given to two commands, nor taken from the browser', () => {
    expect(obstacleTo('alt+1', 'history', NONE)).toEqual({ command: 'dial' })
    expect(obstacleTo('alt+1', 'dial', NONE)).toBeUndefined()
    for (const combo of ['mod+w', 'mod+c', 'tab', 'shift+tab', 'enter', 'f5', 'arrowup', 'mod+,', 'space']) {
      expect(obstacleTo(combo, 'dial', NONE), combo).toEqual({ reserved: true })
    }
    expect(obstacleTo('alt+h', 'dial', NONE)).toBeUndefined()
  })

  it('are each other than every other, and none is the browser’s', () => {
    const combos = [...DEFAULT_KEYS.values()]
    expect(new Set(combos).size).toBe(combos.length)
    for (const [command, combo] of DEFAULT_KEYS) expect(obstacleTo(combo, command, NONE)).toBeUndefined()
  })

  it('are no keys as long as only Shift, Ctrl or the like is down', () => {
    for (const key of ['Shift', 'Control', 'Alt', 'Meta']) expect(comboOf(press(key))).toBeUndefined()
  })

  it('fall back to the defaults when what was kept cannot be read', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        for (const [command, combo] of readKeys(text)) {
          expect(DEFAULT_KEYS.has(command)).toBe(true)
          expect(typeof combo).toBe('string')
        }
      }),
    )
    expect(readKeys('{"nothing":"alt+1","dial":7}')).toEqual(new Map())
  })
})
