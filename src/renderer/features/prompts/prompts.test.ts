import { describe, expect, it } from 'vitest'
import type { Prompt } from '../../../contract/prompts.ts'
import { isProfileId, isPromptId, isSourceId, isUtcMs, isVersionId, must } from '../../../domain/values.ts'
import { filterPrompts, passedPrompts, standingOf, worstOf } from './selectors.ts'
import { readShaping, USUAL_SHAPING } from './shaping.ts'
import { summary, type TrayItem } from './tray.ts'

const here = must('profile-here', isProfileId, 'profile')
const there = must('profile-there', isProfileId, 'profile')
const at = must(1_700_000_000_000, isUtcMs, 'time')

const prompt = (name: string, change: Partial<Prompt> = {}): Prompt => ({
  id: must(`prompt-${name.replaceAll('.', '-')}`, isPromptId, 'id'),
  revision: 1,
  name,
  description: '',
  tags: [],
  createdAt: at,
  changedAt: at,
  versions: 1,
  version: {
    id: must('version-1', isVersionId, 'id'),
    number: 1,
    madeAt: at,
    origin: 'converted',
    hasSource: true,
    seconds: 1,
    bytes: 8046,
    sha256: '',
    gainDb: 0,
    findings: [],
  },
  reviews: [],
  ...change,
})
const passed = (profileId: typeof here) => ({ reviews: [{ profileId, state: 'passed' as const, since: at }] })

describe('the list of prompts', () => {
  const all = [
    prompt('wait.wav', { description: '等待音乐', tags: ['夜间'], ...passed(here) }),
    prompt('Hello.wav', passed(there)),
    prompt('bye.wav'),
  ]
  const names = (text: string, state: 'all' | 'open' | 'passed' = 'all') =>
    filterPrompts(all, { text, state, profileId: here }).map(({ name }) => name)

  it('is searched in names, descriptions and tags, every word of it', () => {
    expect(names('')).toEqual(['bye.wav', 'Hello.wav', 'wait.wav'])
    expect(names('音乐 夜')).toEqual(['wait.wav'])
    expect(names('HELLO')).toEqual(['Hello.wav'])
    expect(names('hello 夜')).toEqual([])
  })

  it('tells what passed at which account', () => {
    expect(names('', 'passed')).toEqual(['wait.wav'])
    expect(names('', 'open')).toEqual(['bye.wav', 'Hello.wav'])
    expect(passedPrompts(all, there).map(({ name }) => name)).toEqual(['Hello.wav'])
    expect(standingOf(all, 'wait.wav', here)).toBe('passed')
    expect(standingOf(all, 'wait.wav', there)).toBe('notPassed')
    expect(standingOf(all, 'other.wav', here)).toBe('unknown')
  })

  it('shows the worst that was found', () => {
    const found = (weights: ('stop' | 'warn' | 'note')[]) => {
      const one = prompt('one.wav')
      const findings = weights.map((weight) => ({ code: 'clipped' as const, weight, mends: [] }))
      return worstOf({ ...one, version: { ...one.version, findings } })
    }
    expect(found(['note'])).toBeUndefined()
    expect(found(['note', 'warn'])).toBe('warn')
    expect(found(['warn', 'stop'])).toBe('stop')
  })
})

describe('the tray', () => {
  const id = must('source-1', isSourceId, 'id')
  const job = (state: 'waiting' | 'converting' | 'done' | 'failed', share = 0): TrayItem => ({
    id,
    revision: 1,
    fileName: 'a.wav',
    state,
    share,
    promptIds: [],
    mends: [],
  })
  it('says how far all files together are', () => {
    expect(summary([])).toEqual({ all: 0, over: 0, failed: 0, share: 1 })
    const items: TrayItem[] = [
      { id, fileName: 'b.wav', state: 'sending' },
      job('waiting'),
      job('converting', 0.5),
      job('done', 1),
      job('failed', 0.2),
    ]
    expect(summary(items)).toEqual({ all: 5, over: 2, failed: 1, share: (0 + 0.1 + 0.55 + 1 + 1) / 5 })
  })
})

describe('the shaping that was kept', () => {
  it('is read again, and the usual one when it is none', () => {
    expect(readShaping('{"levelDbm0":-23,"trim":true}')).toEqual({ levelDbm0: -23, trim: true })
    for (const text of [undefined, '', '{}', '{"levelDbm0":5,"trim":true}']) {
      expect(readShaping(text)).toEqual(USUAL_SHAPING)
    }
  })
})
