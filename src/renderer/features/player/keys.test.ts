import { describe, expect, it } from 'vitest'
import type { Focus, KeyPress } from '../../ui/keys.ts'
import { playerAct, stepRate } from './keys.ts'

const page: Focus = { tag: 'BODY', role: null, editable: false }
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

describe('keys of the player', () => {
  it('plays by space, skips by arrows, one second with shift', () => {
    expect(playerAct(press(' '), page)).toEqual({ kind: 'toggle' })
    expect(playerAct(press('ArrowLeft'), page)).toEqual({ kind: 'skip', seconds: -5 })
    expect(playerAct(press('ArrowRight', { shiftKey: true }), page)).toEqual({ kind: 'skip', seconds: 1 })
    expect(playerAct(press('+'), page)).toEqual({ kind: 'speed', steps: 1 })
  })

  it('sets the ends of a loop, marks, and looks closer or wider', () => {
    expect(playerAct(press('['), page)).toEqual({ kind: 'loopFrom' })
    expect(playerAct(press(']'), page)).toEqual({ kind: 'loopTo' })
    expect(playerAct(press('M', { shiftKey: true }), page)).toBeUndefined()
    expect(playerAct(press('m'), page)).toEqual({ kind: 'marker' })
    expect(playerAct(press('j'), page)).toEqual({ kind: 'skip', seconds: -10 })
    expect(playerAct(press('z'), page)).toEqual({ kind: 'zoom', steps: 1 })
    expect(playerAct(press('Z', { shiftKey: true }), page)).toEqual({ kind: 'zoom', steps: -1 })
  })

  it('leaves keys to what has the focus, to the input method and to shortcuts', () => {
    const input: Focus = { tag: 'INPUT', role: null, editable: false }
    const button: Focus = { tag: 'BUTTON', role: null, editable: false }
    const slider: Focus = { tag: 'DIV', role: 'slider', editable: false }
    for (const key of [' ', 'ArrowLeft', '+', '-']) expect(playerAct(press(key), input)).toBeUndefined()
    expect(playerAct(press(' '), button)).toBeUndefined()
    expect(playerAct(press('ArrowLeft'), slider)).toBeUndefined()
    expect(playerAct(press(' ', { isComposing: true }), page)).toBeUndefined()
    expect(playerAct(press('ArrowLeft', { altKey: true }), page)).toBeUndefined()
  })

  it('steps through the speeds and stays at the ends', () => {
    expect(stepRate(1, 1)).toBe(1.25)
    expect(stepRate(3, 1)).toBe(3)
    expect(stepRate(0.5, -1)).toBe(0.5)
  })
})
