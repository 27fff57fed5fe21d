import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { PrivateNumberApp } from './account.ts'
import type { PrivateNumberControl } from './control.ts'
import type { BindingState } from './state.ts'

const SELLER = '+8613800000011'
const BUYER = '+8613900000022'
const COURIER = '+8613700000033'
const PARCEL = '+8613600000044'

/** Bindings that a demonstration starts with: by hand, on the console. */
const BODIES: Readonly<Record<PrivateNumberApp['mode'], readonly Readonly<Record<string, unknown>>[]>> = {
  AXB: [
    { callerNum: SELLER, calleeNum: BUYER, relationNum: '+8617000000033', userData: 'order-1001' },
    { callerNum: COURIER, calleeNum: PARCEL, relationNum: '+8617000000033', userData: 'order-1002' },
    {
      callerNum: SELLER,
      calleeNum: PARCEL,
      relationNum: '+8617000000036',
      duration: 604_800,
      recordFlag: 'true',
      recordHintTone: 'rec_notice.wav',
    },
  ],
  AX: [
    { origNum: SELLER, privateNum: '+8617000000055', calleeNumDisplay: '0', userData: 'seller-118' },
    { origNum: COURIER, privateNum: '+8617000000058', calleeNumDisplay: '0' },
  ],
  AXE: [
    { bindNum: SELLER, virtualNum: '+8617100000100', extendNum: '0042', bindExpiredTime: 168 },
    { bindNum: COURIER, virtualNum: '+8617100000100', bindExpiredTime: 24 },
  ],
  AXYB: [{ origNum: SELLER, areaCode: '0755', duration: 604_800, userData: 'job-77' }],
  X: [],
}

/** Who might call through a binding, and what they would dial and key. */
function callersOf(binding: BindingState): readonly { from: string; to: string; digits?: string }[] {
  const { mode, x, a, b, extension } = binding
  switch (mode) {
    case 'AXB':
      return [a, ...(b === undefined ? [] : [b])].map((from) => ({ from, to: x }))
    case 'AXE':
      return [{ from: BUYER, to: x, ...(extension !== undefined && { digits: extension }) }]
    default:
      return [{ from: BUYER, to: x }]
  }
}

export type DemoLife = {
  readonly control: PrivateNumberControl
  readonly apps: readonly PrivateNumberApp[]
  readonly clock: Clock
  readonly random: Random
  bindings(): readonly BindingState[]
  /** Simulated seconds between calls. */
  readonly everySeconds: number
}

/** Gives a demonstration bindings to look at, and somebody who calls through one of them now and then. */
export function startDemoLife({ control, apps, clock, random, bindings, everySeconds }: DemoLife): void {
  for (const app of apps) {
    for (const body of BODIES[app.mode]) control.drift(app.appKey, { kind: 'add', body })
  }
  const xApps = apps.filter(({ mode }) => mode === 'X')
  function call() {
    const known = bindings().flatMap((one) => callersOf(one).map((who) => ({ appKey: one.appKey, ...who })))
    const toX = xApps.flatMap(({ appKey, numbers }) =>
      numbers.map(({ number }) => ({ appKey, from: BUYER, to: number })),
    )
    const all = [...known, ...toX]
    const chosen = all[random.integer(0, all.length - 1)]
    if (chosen !== undefined) control.dial({ ...chosen, talkSeconds: random.integer(5, 90) })
    clock.at(clock.now() + everySeconds * 1000, call)
  }
  clock.at(clock.now() + everySeconds * 1000, call)
}
