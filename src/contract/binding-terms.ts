import { z } from 'zod'
import { DIRECTIONS } from '../domain/bindings/terms.ts'
import { E164 } from './values.ts'

/**
 * What is asked for when a binding is made or changed, one shape per mode. Lengths and ranges of the platform's
 * tables are checked here and by `domain/bindings`, whose findings say in words what is wrong.
 */

/** `String(1-128)`: the name of an approved prompt. */
const PromptName = z.string().min(1).max(128)
/** `String(1-256)`; further rules per mode are findings. */
const UserData = z.string().min(1).max(256).describe('Returned in calls, fee records and messages')
const NINETY_DAYS_S = 7_776_000

export const Direction = z
  .enum(DIRECTIONS)
  .describe('both; fromA: only A calls out; toA: only others call A (callDirection 0, 1, 2)')

const ByNumber = z.strictObject({ by: z.literal('number'), number: E164 })
const ByCity = z.strictObject({
  by: z.literal('city'),
  areaCode: z
    .string()
    .regex(/^0\d{2,3}$/, 'areaCode.form')
    .describe('With its leading zero, e.g. 0755'),
  match: z.enum(['strict', 'loose']).describe('loose: same province first, then any of the application'),
})
const ByPlatform = z.strictObject({
  by: z.literal('platform').describe('By where A is from; for a mobile A'),
})

export const NoCallback = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('tone'), tone: PromptName }),
  z.strictObject({ by: z.literal('number'), number: E164 }),
])

const recorded = {
  record: z.boolean(),
  recordHintTone: PromptName.optional().describe('Announces the recording; only with it'),
}
const limited = {
  maxDurationMinutes: z.number().int().min(0).max(1440).describe("From the callee's answer; 0 = no limit"),
  lastMinVoice: PromptName.optional().describe('When a minute is left; only with a limit'),
}
const lifeS = z.number().int().min(0).max(NINETY_DAYS_S).describe('Seconds; 0 = never ends')

const AxbTerms = z.strictObject({
  mode: z.literal('axb'),
  a: E164,
  b: E164,
  x: z.discriminatedUnion('by', [ByNumber, ByCity, ByPlatform]),
  direction: Direction,
  lifeS,
  ...recorded,
  ...limited,
  sms: z.boolean().optional().describe('Left out: not sent, for applications without SMS'),
  waitToneA: PromptName.optional().describe('What A hears, calling X, instead of the ringback'),
  waitToneB: PromptName.optional().describe('What B hears, calling X'),
  userData: UserData.optional(),
})

const AxTerms = z.strictObject({
  mode: z.literal('ax'),
  a: E164,
  x: z.discriminatedUnion('by', [ByNumber, ByCity]),
  direction: Direction,
  on: z.boolean().describe('Whether the privacy is switched on (turnFlag)'),
  ...recorded,
  ...limited,
  sms: z.boolean().optional(),
  waitToneA: PromptName.optional().describe('What A hears, calling X'),
  waitToneB: PromptName.optional().describe('What anybody else hears, calling X'),
  userData: UserData.optional(),
})

const AxeTerms = z.strictObject({
  mode: z.literal('axe'),
  a: E164,
  x: z.discriminatedUnion('by', [ByNumber, ByCity]),
  extension: z
    .string()
    .regex(/^\d{1,4}$/, 'extension.form')
    .optional()
    .describe('Left out: the platform picks one'),
  lifeS: lifeS.describe('Seconds, whole minutes only; 0 = never ends'),
  callbackLifeS: lifeS.describe('How long A can call back the last caller; 0 = no end'),
  ...recorded,
  noCallback: NoCallback.optional().describe(
    'What A meets, calling X, when nobody has called; left out: as the application is set',
  ),
  userData: UserData.optional(),
})

const AxybTerms = z.strictObject({
  mode: z.literal('axyb'),
  a: E164,
  x: ByCity,
  direction: Direction,
  lifeS: lifeS.describe('0, or 60 s to 90 days'),
  pairLifeS: lifeS.describe('Of each B under it; 0 = as long as the binding'),
  ...recorded,
  waitToneX: PromptName.optional().describe('What callers of X hear'),
  userData: UserData.optional(),
})

export const BindTerms = z.discriminatedUnion('mode', [AxbTerms, AxTerms, AxeTerms, AxybTerms])
export type BindTerms = z.output<typeof BindTerms>

/** What every row of a file has unless a column says otherwise. */
export const RowDefaults = z.discriminatedUnion('mode', [
  AxbTerms.omit({ a: true, b: true }),
  AxTerms.omit({ a: true }),
  AxeTerms.omit({ a: true, extension: true }),
  AxybTerms.omit({ a: true }),
])
export type RowDefaults = z.output<typeof RowDefaults>

export const PairTerms = z.strictObject({
  b: E164,
  y: ByCity.optional().describe('City of Y; left out: the platform picks'),
  lifeS: lifeS.optional(),
  waitToneY: PromptName.optional().describe('What callers of Y hear'),
})
export type PairTerms = z.output<typeof PairTerms>

/** What is left out stays as it is. */
export const BindingChange = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.literal('axb'),
    ...AxbTerms.pick({
      a: true,
      b: true,
      direction: true,
      lifeS: true,
      maxDurationMinutes: true,
      lastMinVoice: true,
      waitToneA: true,
      waitToneB: true,
      sms: true,
      record: true,
      userData: true,
    }).partial().shape,
  }),
  z.strictObject({
    mode: z.literal('ax'),
    ...AxTerms.pick({
      a: true,
      sms: true,
      record: true,
      maxDurationMinutes: true,
      lastMinVoice: true,
      direction: true,
      on: true,
      userData: true,
    }).partial().shape,
  }),
  z.strictObject({
    mode: z.literal('axe'),
    ...AxeTerms.pick({
      record: true,
      recordHintTone: true,
      noCallback: true,
      lifeS: true,
      callbackLifeS: true,
    }).partial().shape,
  }),
])
export type BindingChange = z.output<typeof BindingChange>

export const TemporaryCallee = z.strictObject({
  number: E164.describe('Whom A reaches by the next call to X; 400 and 95 numbers may be given'),
  validS: z.number().int().min(1).max(259_200).describe('Seconds; A must dial X within them'),
  userData: UserData.optional(),
})
export type TemporaryCallee = z.output<typeof TemporaryCallee>
