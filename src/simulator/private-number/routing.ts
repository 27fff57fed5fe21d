/** Where a call to a private number goes. */
export type Forward = {
  readonly kind: 'forward'
  /** 0: to A; 1: by A (private-number-axb-ax.md 7, private-number-axe-axyb-x.md 5). */
  readonly direction: 0 | 1
  readonly to: string
  /** What the callee sees. */
  readonly shown: string
  readonly subscriptionId?: string
  readonly userData?: string
  readonly record: boolean
  /** 0: no limit. */
  readonly maxMinutes: number
  readonly extension?: string
}

/** Why it goes nowhere; direction 2 when there is no binding. */
export type Reject = {
  readonly kind: 'reject'
  readonly stateCode: number
  readonly direction: 0 | 1 | 2
  readonly subscriptionId?: string
  readonly userData?: string
  readonly extension?: string
}

export type Routing = Forward | Reject

/** A call that came in: who dialled which private number. */
export type Incoming = { readonly caller: string; readonly x: string }

/** Words of `stateDesc`; only that of 0 is printed in the pages, the others are our own. */
const WORDS: Readonly<Record<number, string>> = {
  0: 'The user releases the call.',
  7108: 'The user status is frozen.',
  7503: 'The callee rejects the call.',
  7507: 'No prompt file.',
  7501: 'The caller hangs up before ringing.',
  7502: 'The caller hangs up while ringing.',
  7516: 'The caller hangs up before the call is forwarded.',
  8010: 'The maximum call duration is reached.',
  8013: 'Invalid AX call.',
  8014: 'Invalid AXB or X call.',
  8016: 'The call direction is not allowed.',
  8017: 'The call is ended by instruction.',
  8018: 'No permission.',
  8019: 'No call-back record.',
  8020: 'Service exception.',
  8022: 'The binding does not exist or has expired.',
  8023: 'A landline must not call.',
  8024: 'Showing the real number is not allowed.',
  8025: 'The X number does not exist.',
  8030: 'The AXYB binding does not exist.',
  8031: 'No Y number could be allotted.',
  8032: 'The user calls its own private number.',
  8033: 'The extension is empty.',
  8035: 'Connecting timed out.',
  8055: 'The X number must not be used.',
  8100: 'The callee number does not exist.',
  8101: 'No answer.',
  8102: 'The callee is busy.',
  8103: 'The callee is temporarily unreachable.',
  8104: 'The callee is powered off.',
  8105: 'The callee is out of service.',
}

export const stateDescOf = (stateCode: number): string =>
  WORDS[stateCode] ?? `The call ended with ${stateCode}.`
