import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isProfileId, isUtcMs, must } from '../values.ts'
import { checkPrompt, type Finding, isAcceptable, type PromptFacts, type SourceFacts } from './check.ts'
import { freeName, isPromptName, promptNameProblem } from './name.ts'
import { currentReviews, isOverdue, type ReviewState, reviewDue } from './review.ts'
import { promptNameFrom } from './transliterate.ts'

describe('the name of a prompt', () => {
  it.each([
    ['wait_voice1.wav', undefined],
    ['a@b-c.d.wav', undefined],
    ['.wav', 'empty'],
    ['', 'empty'],
    ['wait.mp3', 'ending'],
    ['wait.WAV', 'ending'],
    ['等待.wav', 'characters'],
    ['two words.wav', 'characters'],
    [`${'a'.repeat(124)}.wav`, undefined],
    [`${'a'.repeat(125)}.wav`, 'tooLong'],
  ])('%s: %s', (name, problem) => {
    expect(promptNameProblem(name)).toBe(problem)
  })

  it.each([
    ['欢迎致电.mp3', 'huan-ying-zhi-dian.wav'],
    ['重庆银行2024版（夜间）.wav', 'chong-qing-yin-hang-2024-ban-ye-jian.wav'],
    ['绿色通道 VIP.flac', 'lv-se-tong-dao-VIP.wav'],
    ['Café – déjà vu.m4a', 'Cafe-deja-vu.wav'],
    ['ｆｕｌｌ　ｗｉｄｔｈ.wav', 'full-width.wav'],
    ['wait_voice1.wav', 'wait_voice1.wav'],
    ['？？.mp3', 'prompt-7.wav'],
    ['..hidden', 'prompt-7.wav'],
  ])('from the file %s is %s', (file, name) => {
    expect(promptNameFrom(file, 'prompt-7')).toBe(name)
  })

  it('made of any file name is one the platform takes, and free', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.nat({ max: 12 }), (file, inUse) => {
        const name = promptNameFrom(file, 'prompt')
        expect(isPromptName(name)).toBe(true)
        const taken = new Set<string>()
        for (let count = 0; count <= inUse; count += 1) {
          const free = freeName(name, (other) => taken.has(other))
          expect(isPromptName(free)).toBe(true)
          expect(taken.has(free.toLowerCase())).toBe(false)
          taken.add(free.toLowerCase())
        }
      }),
    )
  })
})

const SOURCE: SourceFacts = {
  clippedRuns: 0,
  noiseFloorDbfs: -70,
  speechDbfs: -25,
  leadingSilenceS: 0.2,
  trailingSilenceS: 0.2,
  dc: 0,
  trimmed: false,
}
const FACTS: PromptFacts = {
  name: 'hello.wav',
  bytes: 80_046,
  seconds: 10,
  levelDbm0: -19,
  wantedDbm0: -19,
  limited: 0,
  made: false,
  source: SOURCE,
}
const check = (change: Partial<PromptFacts>, source: Partial<SourceFacts> = {}): readonly Finding[] =>
  checkPrompt({ ...FACTS, source: { ...SOURCE, ...source }, ...change })

describe('the check of a prompt', () => {
  it('finds nothing in a good one', () => {
    expect(check({})).toEqual([])
  })

  it.each<[string, readonly Finding[], Finding['code'], Finding['weight'], readonly string[]]>([
    ['a name with blanks', check({ name: 'two words.wav' }), 'nameCharacters', 'stop', ['rename']],
    ['more than 2,000,000 bytes', check({ bytes: 2_000_001 }), 'tooBig', 'stop', ['split', 'shorten']],
    ['another codec', check({ wav: 'otherCodec' }), 'wrongCodec', 'stop', []],
    ['a cut file', check({ wav: 'truncated' }), 'unreadable', 'stop', []],
    ['a tenth of a second', check({ seconds: 0.1 }), 'tooShort', 'warn', []],
    ['no sound in it', check({ levelDbm0: undefined }), 'silent', 'warn', []],
    ['a level not reached', check({ levelDbm0: -24 }), 'tooQuiet', 'warn', ['relevel']],
    [
      'its own level, far too loud',
      check({ levelDbm0: -8, wantedDbm0: undefined }),
      'tooLoud',
      'warn',
      ['relevel'],
    ],
    ['peaks turned down often', check({ limited: 800 }), 'limited', 'note', ['relevel']],
    ['a clipped source', check({}, { clippedRuns: 3, firstClippedS: 1.5 }), 'clipped', 'warn', []],
    ['a noisy room', check({}, { noiseFloorDbfs: -40 }), 'noisy', 'note', []],
    ['a long silence first', check({}, { leadingSilenceS: 2 }), 'silentStart', 'warn', ['trim']],
    ['a long silence last', check({}, { trailingSilenceS: 2 }), 'silentEnd', 'warn', ['trim']],
    ['a constant', check({}, { dc: -0.1 }), 'constant', 'note', []],
  ])('%s', (_what, found, code, weight, mends) => {
    expect(found).toMatchObject([{ code, weight, mends }])
  })

  it('tells where a source is clipped', () => {
    expect(check({}, { clippedRuns: 3, firstClippedS: 1.5 })[0]?.atS).toBe(1.5)
  })

  it('leaves the silence alone that was taken off, or asked for', () => {
    expect(check({}, { leadingSilenceS: 2, trimmed: true })).toEqual([])
    expect(checkPrompt({ ...FACTS, made: true, levelDbm0: undefined, source: undefined })).toEqual([])
  })

  it('puts first what the platform would refuse', () => {
    const found = check({ name: '', bytes: 3_000_000 }, { clippedRuns: 1, dc: 0.5 })
    expect(found.map(({ weight }) => weight)).toEqual(['stop', 'stop', 'warn', 'note'])
    expect(isAcceptable(found)).toBe(false)
    expect(isAcceptable(check({}, { clippedRuns: 1 }))).toBe(true)
  })
})

describe('the review', () => {
  const at = (text: string) => must(Date.parse(text), isUtcMs, 'time')
  it.each([
    ['2026-11-17T10:00:00+08:00', '2026-11-18T10:00:00+08:00'],
    ['2026-11-20T10:00:00+08:00', '2026-11-23T10:00:00+08:00'],
    ['2026-11-21T10:00:00+08:00', '2026-11-23T10:00:00+08:00'],
    // Saturday in Beijing while it is still Friday in UTC.
    ['2026-11-20T23:00:00Z', '2026-11-22T23:00:00Z'],
  ])('begun %s should be over %s', (since, due) => {
    expect(reviewDue(at(since))).toBe(at(due))
    expect(isOverdue('inReview', at(since), at(due))).toBe(false)
    expect(isOverdue('inReview', at(since), at(due) + 1)).toBe(true)
    expect(isOverdue('passed', at(since), at(due) + 1)).toBe(false)
  })

  it('of a version is its last step at each account, and begins anew with a new version', () => {
    const [here, there] = ['profile-here', 'profile-there'].map((id) => must(id, isProfileId, 'profile'))
    if (here === undefined || there === undefined) throw new Error('no profiles')
    const since = at('2026-11-17T10:00:00+08:00')
    const step = (version: string, profileId: typeof here, state: ReviewState) => ({
      version,
      profileId,
      state,
      at: since,
    })
    const steps = [
      step('1', here, 'inReview'),
      step('1', there, 'inReview'),
      { ...step('1', here, 'refused'), note: 'music under speech' },
      step('2', here, 'prepared'),
    ]
    expect(currentReviews(steps, '1')).toEqual([
      { profileId: here, state: 'refused', note: 'music under speech', since },
      { profileId: there, state: 'inReview', since, due: reviewDue(since) },
    ])
    expect(currentReviews(steps, '2')).toEqual([{ profileId: here, state: 'prepared', since }])
    expect(currentReviews(steps, '3')).toEqual([])
  })
})
