/**
 * The five modes of Private Number and what each of them has. An application of the platform serves one mode
 * (private-number-axb-ax.md §0.2), so a profile has one too.
 */
export const MODES = ['axb', 'ax', 'axe', 'axyb', 'x'] as const
export type Mode = (typeof MODES)[number]

export const isMode = (text: string): text is Mode => MODES.some((mode) => mode === text)

/** Modes whose bindings the platform keeps. In mode X it keeps none and asks at each call. */
export type BoundMode = Exclude<Mode, 'x'>
export const BOUND_MODES = ['axb', 'ax', 'axe', 'axyb'] as const satisfies readonly BoundMode[]

export const isBoundMode = (mode: string): mode is BoundMode => BOUND_MODES.some((one) => one === mode)

export type ModeFacts = {
  /** B-sides are bound one by one under the binding of A (AXYB). */
  readonly hasPairs: boolean
  /** A calls out by first telling the platform whom (AX). */
  readonly hasTemporaryCallee: boolean
  /** People key an extension after dialling X (AXE). */
  readonly hasExtension: boolean
  /** Bindings end by themselves when their life is over. */
  readonly expires: boolean
  readonly hasSms: boolean
  /** Some messages, in mode X also each call, wait for our answer. */
  readonly asksUs: boolean
  /** Bindings that one private number can carry; `advised` is the vendor's advice, not a bound. */
  readonly perX: { readonly most?: number; readonly advised?: number }
  /** Private numbers that one A can have. */
  readonly xPerA?: number
}

/** private-number-axb-ax.md §1, §5, private-number-axe-axyb-x.md §2 to §4. */
export const MODE_FACTS: Readonly<Record<Mode, ModeFacts>> = {
  axb: {
    hasPairs: false,
    hasTemporaryCallee: false,
    hasExtension: false,
    expires: true,
    hasSms: true,
    asksUs: false,
    perX: { most: 5000 },
  },
  ax: {
    hasPairs: false,
    hasTemporaryCallee: true,
    hasExtension: false,
    expires: false,
    hasSms: true,
    asksUs: true,
    perX: { most: 1 },
    xPerA: 5,
  },
  axe: {
    hasPairs: false,
    hasTemporaryCallee: false,
    hasExtension: true,
    expires: true,
    hasSms: false,
    asksUs: false,
    perX: { most: 9999, advised: 200 },
  },
  axyb: {
    hasPairs: true,
    hasTemporaryCallee: false,
    hasExtension: false,
    expires: true,
    hasSms: false,
    asksUs: false,
    perX: { most: 1 },
    xPerA: 5,
  },
  x: {
    hasPairs: false,
    hasTemporaryCallee: false,
    hasExtension: false,
    expires: false,
    hasSms: true,
    asksUs: true,
    perX: {},
  },
}

/** One Y may serve so many bindings of A of an application (private-number-axe-axyb-x.md §3). */
export const BINDINGS_PER_Y = 1000

/**
 * Settings that the platform can change afterwards, per mode (sections "modify" of the pages). A mode that is not
 * here has no such operation: one unbinds and binds again.
 */
export const CHANGEABLE = {
  axb: [
    'a',
    'b',
    'direction',
    'lifeS',
    'maxDurationMinutes',
    'lastMinVoice',
    'waitToneA',
    'waitToneB',
    'sms',
    'record',
    'userData',
  ],
  ax: ['a', 'sms', 'record', 'maxDurationMinutes', 'lastMinVoice', 'direction', 'on', 'userData'],
  axe: ['record', 'recordHintTone', 'noCallback', 'lifeS', 'callbackLifeS'],
} as const
export type ChangeableMode = keyof typeof CHANGEABLE

export const isChangeable = (mode: Mode): mode is ChangeableMode => mode in CHANGEABLE
