import { describe, expect, it } from 'vitest'
import { isUtcMs, must } from '../../domain/values.ts'
import { createGate, type GateMemory, type Outcome } from './index.ts'

const at = (seconds: number) => must(1_772_334_900_000 + seconds * 1000, isUtcMs, 'time')
const one = { address: 'https://platform.example.com', appKey: 'one' }
const two = { address: 'https://platform.example.com/', appKey: 'two' }
const elsewhere = { address: 'https://other.example.com', appKey: 'one' }
const refused = (
  cls: 'authentication' | 'locked' | 'flowControl' | 'parameter',
  waitMs?: number,
): Outcome<never> => ({
  kind: 'refused',
  resultcode: '1',
  resultdesc: '',
  httpStatus: 403,
  class: cls,
  waitMs,
})

describe('the gate', () => {
  it('pauses one account after a failed sign-in, until a person acts', () => {
    const gate = createGate()
    gate.note(one, refused('authentication'), at(0))
    expect(gate.state(one, at(999_999)).pause).toMatchObject({ reason: 'authentication' })
    expect(gate.state(two, at(1))).toEqual({})
    gate.mended(one)
    expect(gate.state(one, at(2))).toEqual({})
  })

  it('pauses every account of the host after a lock-out, for as long as it lasts', () => {
    const gate = createGate()
    gate.note(one, refused('locked', 1_800_000), at(0))
    expect(gate.state(two, at(1799)).pause).toMatchObject({ reason: 'locked', until: at(1800) })
    expect(gate.state(elsewhere, at(1))).toEqual({})
    // New credentials do not end a lock-out; only time does, or a person who knows better.
    gate.mended(two)
    expect(gate.state(two, at(1)).pause).toBeDefined()
    expect(gate.state(two, at(1800))).toEqual({})
    gate.note(one, refused('locked', 1_800_000), at(0))
    gate.resume(two)
    expect(gate.state(one, at(1))).toEqual({})
  })

  it('holds back under flow control for as long as the platform asks', () => {
    const gate = createGate()
    gate.note(one, refused('flowControl', 60_000), at(0))
    expect(gate.state(one, at(59))).toEqual({ busyUntil: at(60) })
    expect(gate.state(one, at(60))).toEqual({})
  })

  it('lets other failures pass', () => {
    const gate = createGate()
    gate.note(one, refused('parameter'), at(0))
    gate.note(one, { kind: 'lost', cause: 'timeout', detail: '' }, at(0))
    expect(gate.state(one, at(1))).toEqual({})
  })

  it('remembers a lock-out across a restart', () => {
    let memory: GateMemory | undefined
    const gate = createGate()
    gate.onChange((kept) => {
      memory = kept
    })
    gate.note(one, refused('locked', 1_800_000), at(0))
    gate.note(one, refused('authentication'), at(0))
    const again = createGate(memory)
    expect(again.state(two, at(5)).pause).toMatchObject({ reason: 'locked' })
    expect(again.state(one, at(1801)).pause).toMatchObject({ reason: 'authentication' })
  })
})
