import { isE164, isUtcMs, must } from '../../src/domain/values.ts'
import type { SearchFilter } from '../../src/main/store/index.ts'
import { agent, contact, createRandom, customer, FIRST_DAY, PROFILES, TAG_NAMES } from './calls.ts'

/** A kind of question, and as many of its kind as are wanted. */
export type Question = { readonly name: string; readonly ask: (random: () => number) => SearchFilter }

const pick = <T>(random: () => number, from: readonly T[]): T => {
  const one = from[Math.floor(random() * from.length)]
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}
const DAY = 86_400_000
const moment = (random: () => number) => must(FIRST_DAY + Math.floor(random() * 1090) * DAY, isUtcMs, 'time')
/** Somebody who was called: the likelier the more often. */
const digits = (random: () => number) => customer(Math.floor(random() ** 3 * 400_000)).slice(3)
const any = (random: () => number, length: number) =>
  Array.from({ length }, () => Math.floor(random() * 10)).join('')
const part = (random: () => number, length: number) => {
  const whole = digits(random)
  const at = Math.floor(random() * (whole.length - length))
  return whole.slice(at, at + length)
}
const named = (random: () => number) => contact(Math.floor(random() ** 2 * 100_000))

const WORDS = ['退款', '回电', '发票', '安装', '主管']

export const QUESTIONS: readonly Question[] = [
  { name: 'no filter', ask: () => ({}) },
  { name: 'at a random time', ask: (r) => ({ to: moment(r) }) },
  {
    name: 'one day',
    ask: (r) => {
      const from = moment(r)
      return { from, to: must(from + DAY, isUtcMs, 'time') }
    },
  },
  { name: 'whole number, typed', ask: (r) => ({ text: digits(r) }) },
  { name: 'all calls with a number', ask: (r) => ({ number: must(`+86${digits(r)}`, isE164, 'number') }) },
  { name: 'calls of an agent', ask: (r) => ({ agent: agent(Math.floor(r() * 60)) }) },
  {
    name: 'agent, busy, longer than 3 minutes (nothing)',
    ask: (r) => ({ agent: agent(Math.floor(r() * 60)), outcomes: ['busy'], talkFrom: 180_000 }),
  },
  {
    name: 'agent, tag, noted',
    ask: (r) => ({ agent: agent(Math.floor(r() * 60)), tags: [pick(r, TAG_NAMES)], noted: true }),
  },
  { name: 'last 2 digits', ask: (r) => ({ text: digits(r).slice(-2) }) },
  { name: 'last 3 digits', ask: (r) => ({ text: digits(r).slice(-3) }) },
  { name: 'last 4 digits', ask: (r) => ({ text: digits(r).slice(-4) }) },
  { name: 'last 4 digits, at random', ask: (r) => ({ text: any(r, 4) }) },
  { name: 'last 6 digits', ask: (r) => ({ text: digits(r).slice(-6) }) },
  { name: 'last 4 digits, answered', ask: (r) => ({ text: digits(r).slice(-4), outcomes: ['answered'] }) },
  { name: 'first 3 digits', ask: (r) => ({ text: digits(r).slice(0, 3) }) },
  { name: 'first 4 digits', ask: (r) => ({ text: digits(r).slice(0, 4) }) },
  { name: 'first 6 digits', ask: (r) => ({ text: digits(r).slice(0, 6) }) },
  { name: '3 digits anywhere', ask: (r) => ({ text: part(r, 3) }) },
  { name: '4 digits anywhere', ask: (r) => ({ text: part(r, 4) }) },
  { name: '7 digits anywhere', ask: (r) => ({ text: part(r, 7) }) },
  { name: '4 digits that no number has', ask: (r) => ({ text: `000${any(r, 8)}` }) },
  { name: '1 character of a name', ask: (r) => ({ text: named(r).name.slice(0, 1) }) },
  { name: '2 characters of a name', ask: (r) => ({ text: named(r).name.slice(0, 2) }) },
  { name: 'a whole name, 5 letters of a Latin one', ask: (r) => ({ text: named(r).name.slice(0, 5) }) },
  {
    name: 'name and company',
    ask: (r) => {
      const { name, company } = named(r)
      return { text: `${name} ${company}`.trim() }
    },
  },
  { name: '1 character of a note', ask: (r) => ({ text: pick(r, WORDS).slice(0, 1) }) },
  { name: '2 characters of a note', ask: (r) => ({ text: pick(r, WORDS) }) },
  { name: '4 characters of a note', ask: (r) => ({ text: pick(r, WORDS) + pick(r, WORDS) }) },
  {
    name: 'English words of a note',
    ask: (r) => ({
      text: `${pick(r, ['refund', 'order', 'wrong'])} ${pick(r, ['call', 'back', 'address'])}`,
    }),
  },
  { name: 'words that no note has', ask: (r) => ({ text: `${pick(r, WORDS)}猫${pick(r, WORDS)}` }) },
  {
    name: 'note of a profile, busy',
    ask: (r) => ({ text: pick(r, WORDS), profileIds: [pick(r, PROFILES)], outcomes: ['busy'] }),
  },
  { name: 'tag', ask: (r) => ({ tags: [pick(r, TAG_NAMES)] }) },
  { name: 'tag, refused', ask: (r) => ({ tags: [pick(r, TAG_NAMES)], outcomes: ['refused'] }) },
  { name: 'outcome', ask: (r) => ({ outcomes: [pick(r, ['answered', 'busy', 'badNumber', 'refused'])] }) },
  { name: 'outcome that never was', ask: () => ({ outcomes: ['unknown'] }) },
  { name: 'profile', ask: (r) => ({ profileIds: [pick(r, PROFILES)] }) },
  {
    name: 'profile given up long ago, outcome',
    ask: (r) => ({ profileIds: PROFILES.slice(4), outcomes: [pick(r, ['busy', 'refused'])] }),
  },
  { name: 'recorded', ask: () => ({ recorded: true }) },
  { name: 'not recorded, answered', ask: () => ({ recorded: false, outcomes: ['answered'] }) },
  {
    name: 'reason',
    ask: (r) => ({ reasons: [pick(r, ['q850:17', 'q850:41', 'result:1010023', 'point:8104'])] }),
  },
  { name: 'wrap-up code', ask: (r) => ({ wrapUps: [pick(r, ['sold', 'complaint'])] }) },
  {
    name: 'reviewed, complaint, recorded',
    ask: () => ({ reviewed: true, wrapUps: ['complaint'], recorded: true }),
  },
  { name: 'noted', ask: () => ({ noted: true }) },
  { name: 'talk 45–75 s', ask: () => ({ talkFrom: 45_000, talkTo: 75_000 }) },
  { name: 'talk longer than an hour', ask: () => ({ talkFrom: 3_600_000 }) },
  { name: 'talk of exactly 1800–1801 s', ask: () => ({ talkFrom: 1_800_000, talkTo: 1_800_500 }) },
  { name: 'busy, longer than 3 minutes (nothing)', ask: () => ({ outcomes: ['busy'], talkFrom: 180_000 }) },
  {
    name: 'outcome, profile, month',
    ask: (r) => {
      const from = moment(r)
      return {
        outcomes: ['busy'],
        profileIds: [pick(r, PROFILES)],
        from,
        to: must(from + 30 * DAY, isUtcMs, 'time'),
      }
    },
  },
  {
    name: 'last 4 digits, profile, talk, recorded',
    ask: (r) => ({
      text: digits(r).slice(-4),
      profileIds: [pick(r, PROFILES)],
      talkFrom: 60_000,
      recorded: true,
    }),
  },
  {
    name: '2 digits, badNumber, one old month',
    ask: (r) => {
      const from = moment(r)
      return { text: any(r, 2), outcomes: ['badNumber'], from, to: must(from + 30 * DAY, isUtcMs, 'time') }
    },
  },
  {
    name: '3 digits, reviewed, complaint',
    ask: (r) => ({ text: any(r, 3), reviewed: true, wrapUps: ['complaint'] }),
  },
]

export const randomFor = (name: string): (() => number) =>
  createRandom([...name].reduce((sum, one) => sum * 31 + (one.codePointAt(0) ?? 0), 7))
