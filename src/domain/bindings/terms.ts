import type { E164 } from '../values.ts'

/** What is asked for when a binding is made: one shape per mode, so that no field of another mode fits in. */

/** Who may call: both sides, only A outwards, or only others to A (`callDirection` 0, 1, 2). */
export const DIRECTIONS = ['both', 'fromA', 'toA'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** Which private number: a given one, one of a city (`areaCode` with its leading zero), or the platform's pick. */
export type ByNumber = { readonly by: 'number'; readonly number: E164 }
export type ByCity = {
  readonly by: 'city'
  readonly areaCode: string
  /** loose: same province first, then any number of the application. */
  readonly match: 'strict' | 'loose'
}
/** AXB only: by where A is from, for a mobile A. */
export type ByPlatform = { readonly by: 'platform' }

/** What A hears who calls X in AXE while nobody has called before: a prompt, or the call goes to a number. */
export type NoCallback =
  | { readonly by: 'tone'; readonly tone: string }
  | { readonly by: 'number'; readonly number: E164 }

export type Recorded = {
  readonly record: boolean
  /** Prompt that announces the recording; carriers may block recorded calls without it. */
  readonly recordHintTone?: string | undefined
}

export type Limited = {
  /** Longest call in minutes from the callee's answer, 0 = no limit. */
  readonly maxDurationMinutes: number
  /** Prompt when a minute is left; only with a limit. */
  readonly lastMinVoice?: string | undefined
}

export type AxbTerms = Recorded &
  Limited & {
    readonly mode: 'axb'
    readonly a: E164
    readonly b: E164
    readonly x: ByNumber | ByCity | ByPlatform
    readonly direction: Direction
    /** Seconds until the platform unbinds by itself, 0 = never. */
    readonly lifeS: number
    /** Absent: not sent, for applications without SMS. */
    readonly sms?: boolean | undefined
    /** Prompt A hears, calling X, instead of the ringback. */
    readonly waitToneA?: string | undefined
    /** Prompt the other side hears, calling X. */
    readonly waitToneB?: string | undefined
    readonly userData?: string | undefined
  }

export type AxTerms = Recorded &
  Limited & {
    readonly mode: 'ax'
    readonly a: E164
    readonly x: ByNumber | ByCity
    readonly direction: Direction
    /** Whether the privacy is switched on (`turnFlag`). */
    readonly on: boolean
    readonly sms?: boolean | undefined
    readonly waitToneA?: string | undefined
    readonly waitToneB?: string | undefined
    readonly userData?: string | undefined
  }

export type AxeTerms = Recorded & {
  readonly mode: 'axe'
  readonly a: E164
  readonly x: ByNumber | ByCity
  /** One to four digits, kept as text; absent: the platform picks one. */
  readonly extension?: string | undefined
  /** Seconds; whole minutes only, 0 = never ends. */
  readonly lifeS: number
  /** How long a call back to the last caller is possible; seconds, whole minutes only, 0 = no end. */
  readonly callbackLifeS: number
  /** Absent: as the application is set. */
  readonly noCallback?: NoCallback | undefined
  readonly userData?: string | undefined
}

export type AxybTerms = Recorded & {
  readonly mode: 'axyb'
  readonly a: E164
  readonly x: ByCity
  readonly direction: Direction
  readonly lifeS: number
  /** Life of each pair under it unless the pair says otherwise; 0 = as long as the binding. */
  readonly pairLifeS: number
  /** Prompt heard by callers of X (`preVoiceX`). */
  readonly waitToneX?: string | undefined
  readonly userData?: string | undefined
}

export type BindTerms = AxbTerms | AxTerms | AxeTerms | AxybTerms

/** One B under an AXYB binding; it is given a Y. */
export type PairTerms = {
  readonly b: E164
  /** City of Y; absent: the platform's pick. */
  readonly y?: ByCity | undefined
  /** Absent: as the binding says. */
  readonly lifeS?: number | undefined
  /** Prompt heard by callers of Y (`preVoiceY`). */
  readonly waitToneY?: string | undefined
}

type Changed<T> = { readonly [K in keyof T]?: T[K] | undefined }

/** What can be changed of a binding; what is absent stays (sections "modify" of the pages). */
export type AxbChange = { readonly mode: 'axb' } & Changed<
  Pick<
    AxbTerms,
    | 'a'
    | 'b'
    | 'direction'
    | 'lifeS'
    | 'maxDurationMinutes'
    | 'lastMinVoice'
    | 'waitToneA'
    | 'waitToneB'
    | 'sms'
    | 'record'
    | 'userData'
  >
>
export type AxChange = { readonly mode: 'ax' } & Changed<
  Pick<
    AxTerms,
    'a' | 'sms' | 'record' | 'maxDurationMinutes' | 'lastMinVoice' | 'direction' | 'on' | 'userData'
  >
>
export type AxeChange = { readonly mode: 'axe' } & Changed<
  Pick<AxeTerms, 'record' | 'recordHintTone' | 'noCallback' | 'lifeS' | 'callbackLifeS'>
>
export type BindingChange = AxbChange | AxChange | AxeChange

/** Whom A reaches by the next call to X (AX, §5.5). */
export type TemporaryCallee = {
  readonly number: E164
  /** Seconds for which it holds, 1 to 259200. */
  readonly validS: number
  readonly userData?: string | undefined
}

type WithoutNumbers<T> = T extends unknown ? Omit<T, 'a' | 'b' | 'extension'> : never
/** What every row of a file has unless a column of it says otherwise. */
export type RowDefaults = WithoutNumbers<BindTerms>
