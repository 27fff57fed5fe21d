import type { WavProblem } from '../wav/index.ts'
import { type NameProblem, promptNameProblem } from './name.ts'

/** “2 MB”, whichever megabyte is meant (audio.md §1). */
export const MOST_PROMPT_BYTES = 2_000_000

/** What is known of a prompt and of the sound it was made of. Levels in dB, times in seconds, shares 0 to 1. */
export type PromptFacts = {
  readonly name: string
  readonly bytes: number
  readonly seconds: number
  /** Why it cannot be read as a prompt, when it cannot. */
  readonly wav?: WavProblem | undefined
  /** Active speech level of the prompt (ITU-T P.56); none for silence. */
  readonly levelDbm0?: number | undefined
  /** The level that was wanted; none when the level was to stay. */
  readonly wantedDbm0?: number | undefined
  /** Samples that the limiter turned down. */
  readonly limited: number
  /** Made to be silent or a tone: its level and silence are as they should be. */
  readonly made: boolean
  /** Of the sound before anything was done to it. */
  readonly source?: SourceFacts | undefined
}

export type SourceFacts = {
  readonly clippedRuns: number
  readonly firstClippedS?: number | undefined
  /** Level of the quietest stretches, full scale being 0. */
  readonly noiseFloorDbfs?: number | undefined
  readonly speechDbfs?: number | undefined
  readonly leadingSilenceS: number
  readonly trailingSilenceS: number
  readonly dc: number
  readonly trimmed: boolean
}

export type FindingCode =
  | 'nameEmpty'
  | 'nameEnding'
  | 'nameTooLong'
  | 'nameCharacters'
  | 'wrongCodec'
  | 'unreadable'
  | 'tooBig'
  | 'tooShort'
  | 'silent'
  | 'clipped'
  | 'noisy'
  | 'silentStart'
  | 'silentEnd'
  | 'tooQuiet'
  | 'tooLoud'
  | 'limited'
  | 'constant'

/** What a person can have done about a finding with one press. */
export type Mend = 'rename' | 'split' | 'shorten' | 'relevel' | 'trim'

export type Finding = {
  readonly code: FindingCode
  /** `stop`: the platform would refuse it. `warn`: callers would hear it. `note`: good to know. */
  readonly weight: 'stop' | 'warn' | 'note'
  /** Where it is, in seconds from the start of the source. */
  readonly atS?: number | undefined
  readonly value?: number | undefined
  readonly mends: readonly Mend[]
}

/** Shorter than this is a click and not a prompt. */
const SHORTEST_S = 0.3
/** This much silence before the first or after the last word makes callers think that nobody is there. */
const MOST_SILENCE_S = 1
/** Less than this below the voice, the quietest tenth is music or a room that is heard. */
const LEAST_DISTANCE_DB = 20
/** Levels this far from the one wanted are heard side by side with other prompts. */
const LEVEL_SLACK_DB = 1.5
/** Where no level was wanted: what practice on the telephone takes for normal speech (RFC 7874 puts it at −19). */
const NORMAL_DBM0 = { from: -25, to: -13 } as const
const MOST_LIMITED_SHARE = 0.005
const MOST_CONSTANT = 0.02
const RATE = 8000

const NAME_FINDINGS: Readonly<Record<NameProblem, FindingCode>> = {
  empty: 'nameEmpty',
  ending: 'nameEnding',
  tooLong: 'nameTooLong',
  characters: 'nameCharacters',
}

/** Everything that is wrong with a prompt or worth knowing, what stops it first. */
export function checkPrompt(facts: PromptFacts): readonly Finding[] {
  const found = [...ofFile(facts), ...ofLevel(facts), ...ofSource(facts)]
  const order = ['stop', 'warn', 'note']
  return found.sort((one, other) => order.indexOf(one.weight) - order.indexOf(other.weight))
}

/** Whether the platform would take it. */
export const isAcceptable = (findings: readonly Finding[]): boolean =>
  findings.every(({ weight }) => weight !== 'stop')

function ofFile({ name, bytes, seconds, wav }: PromptFacts): Finding[] {
  const problem = promptNameProblem(name)
  return [
    ...(problem === undefined
      ? []
      : [{ code: NAME_FINDINGS[problem], weight: 'stop', mends: ['rename'] } as const]),
    ...(wav === undefined
      ? []
      : [{ code: wav === 'otherCodec' ? 'wrongCodec' : 'unreadable', weight: 'stop', mends: [] } as const]),
    ...(bytes > MOST_PROMPT_BYTES
      ? [{ code: 'tooBig', weight: 'stop', value: bytes, mends: ['split', 'shorten'] } as const]
      : []),
    ...(wav === undefined && seconds < SHORTEST_S
      ? [{ code: 'tooShort', weight: 'warn', value: seconds, mends: [] } as const]
      : []),
  ]
}

function ofLevel({ made, wav, levelDbm0, wantedDbm0, limited, seconds }: PromptFacts): Finding[] {
  if (made || wav !== undefined) return []
  if (levelDbm0 === undefined) return [{ code: 'silent', weight: 'warn', mends: [] }]
  const { from, to } =
    wantedDbm0 === undefined
      ? NORMAL_DBM0
      : { from: wantedDbm0 - LEVEL_SLACK_DB, to: wantedDbm0 + LEVEL_SLACK_DB }
  const off = levelDbm0 < from ? 'tooQuiet' : levelDbm0 > to ? 'tooLoud' : undefined
  return [
    ...(off === undefined
      ? []
      : [{ code: off, weight: 'warn', value: levelDbm0, mends: ['relevel'] } as const]),
    ...(limited > seconds * RATE * MOST_LIMITED_SHARE
      ? [{ code: 'limited', weight: 'note', value: limited / (seconds * RATE), mends: ['relevel'] } as const]
      : []),
  ]
}

function ofSource({ source }: PromptFacts): Finding[] {
  if (source === undefined) return []
  const { clippedRuns, firstClippedS, noiseFloorDbfs, speechDbfs, dc } = source
  const distance =
    noiseFloorDbfs === undefined || speechDbfs === undefined ? undefined : speechDbfs - noiseFloorDbfs
  const silence = (code: 'silentStart' | 'silentEnd', seconds: number): Finding[] =>
    source.trimmed || seconds <= MOST_SILENCE_S
      ? []
      : [{ code, weight: 'warn', value: seconds, mends: ['trim'] }]
  return [
    ...(clippedRuns > 0
      ? [
          {
            code: 'clipped',
            weight: 'warn',
            value: clippedRuns,
            ...(firstClippedS === undefined ? {} : { atS: firstClippedS }),
            mends: [],
          } as const,
        ]
      : []),
    ...(distance !== undefined && distance < LEAST_DISTANCE_DB
      ? [{ code: 'noisy', weight: 'note', value: distance, mends: [] } as const]
      : []),
    ...silence('silentStart', source.leadingSilenceS),
    ...silence('silentEnd', source.trailingSilenceS),
    ...(Math.abs(dc) > MOST_CONSTANT
      ? [{ code: 'constant', weight: 'note', value: dc, mends: [] } as const]
      : []),
  ]
}
