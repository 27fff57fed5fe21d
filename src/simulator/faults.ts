const VOICE_CALL_OPERATIONS = ['click2Call', 'callStop', 'callnotify', 'callVerify', 'record'] as const
export type VoiceCallOperation = (typeof VOICE_CALL_OPERATIONS)[number]

const PRIVATE_NUMBER_OPERATIONS = [
  'axb.bind',
  'axb.unbind',
  'axb.modify',
  'axb.query',
  'ax.bind',
  'ax.unbind',
  'ax.modify',
  'ax.query',
  'ax.callee',
  'axe.bind',
  'axe.unbind',
  'axe.modify',
  'axe.query',
  'axe.list',
  'axe.count',
  'axyb.bind',
  'axyb.unbind',
  'axyb.query',
] as const

/** Operations that place or ask something of the platform; both products share `callStop` and `record`. */
const OPERATIONS = [...VOICE_CALL_OPERATIONS, ...PRIVATE_NUMBER_OPERATIONS] as const
export type Operation = (typeof OPERATIONS)[number]

/** What is asked of the upload target: a file handed in, its state or the list, its deletion. */
const GATEWAY_OPERATIONS = ['gateway.upload', 'gateway.query', 'gateway.delete'] as const
export type GatewayOperation = (typeof GATEWAY_OPERATIONS)[number]

export const FAULT_PLACES = [
  ...OPERATIONS,
  'push.status',
  'push.fee',
  'push.sms',
  'push.numberStatus',
  'push.ask',
  'recording.file',
  ...GATEWAY_OPERATIONS,
] as const
export type FaultPlace = (typeof FAULT_PLACES)[number]

export const FAULT_KINDS = [
  'delay',
  'dropBefore',
  'dropAfter',
  'cutBefore',
  'cutAfter',
  'cutMid',
  'slowBody',
  'garbled',
  'resultcode',
  'flowControl',
  'authLock',
  'duplicate',
  'reorder',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

export type Fault = {
  /** Any operation of the platform when absent. */
  readonly operation?: FaultPlace
  readonly kind: FaultKind
  /** How often; default 1, 0 = until deleted. */
  readonly times?: number
  /** Real milliseconds: wait before the answer, length of a slow body, patience of `reorder`. */
  readonly ms?: number
  /** For `resultcode`; default 1010001, at the upload target `unavailable`. */
  readonly code?: string
  readonly httpStatus?: number
}

const REQUEST_KINDS: readonly FaultKind[] = FAULT_KINDS.slice(0, 11)
const PUSH_KINDS: readonly FaultKind[] = [...FAULT_KINDS.slice(0, 7), 'duplicate', 'reorder']
const FILE_KINDS: readonly FaultKind[] = [
  'delay',
  'dropBefore',
  'dropAfter',
  'cutBefore',
  'cutAfter',
  'cutMid',
  'slowBody',
  'resultcode',
]

/** Whether a kind of fault means something at its place. */
export function isApplicable(fault: Fault): boolean {
  if (fault.operation?.startsWith('push.') === true) return PUSH_KINDS.includes(fault.kind)
  if (fault.operation === 'recording.file' || fault.operation?.startsWith('gateway.') === true)
    return FILE_KINDS.includes(fault.kind)
  return REQUEST_KINDS.includes(fault.kind)
}

/** Faults asked for; each place takes the oldest that fits. */
export type Faults = {
  add(fault: Fault): void
  clear(): void
  list(): readonly Fault[]
  take(place: FaultPlace): Fault | undefined
}

export function createFaults(): Faults {
  let entries: { fault: Fault; left: number }[] = []
  const isFit = (fault: Fault, place: FaultPlace) =>
    fault.operation === undefined ? OPERATIONS.some((name) => name === place) : fault.operation === place
  return {
    add(fault) {
      const times = fault.times ?? 1
      entries.push({ fault, left: times === 0 ? Number.POSITIVE_INFINITY : times })
    },
    clear() {
      entries = []
    },
    list: () => entries.map(({ fault }) => fault),
    take(place) {
      const entry = entries.find(({ fault }) => isFit(fault, place))
      if (entry === undefined) return undefined
      entry.left -= 1
      if (entry.left <= 0) entries = entries.filter((one) => one !== entry)
      return entry.fault
    },
  }
}
