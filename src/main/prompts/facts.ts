import { z } from 'zod'
import { Shaping } from '../../contract/prompts.ts'
import { checkPrompt, type Finding } from '../../domain/prompt/index.ts'
import { DBM0_ABOVE_DBOV } from '../../domain/sound/index.ts'
import type { Converted } from '../sound/index.ts'
import type { StoredVersion } from '../store/index.ts'

/** What is kept of a version besides its sound. */
export const VersionFacts = z.object({
  origin: z.enum(['converted', 'accepted', 'recorded', 'tone', 'silence']),
  sourceName: z.string().optional(),
  sourceRate: z.number().optional(),
  shaping: Shaping.optional(),
  part: z.object({ number: z.number(), of: z.number() }).optional(),
  seconds: z.number(),
  bytes: z.number(),
  sha256: z.string(),
  levelBeforeDbm0: z.number().optional(),
  levelDbm0: z.number().optional(),
  gainDb: z.number(),
  limited: z.number(),
  source: z
    .object({
      clippedRuns: z.number(),
      firstClippedS: z.number().optional(),
      noiseFloorDbfs: z.number().optional(),
      speechDbfs: z.number().optional(),
      leadingSilenceS: z.number(),
      trailingSilenceS: z.number(),
      dc: z.number(),
    })
    .optional(),
})
export type VersionFacts = z.output<typeof VersionFacts>

export const factsOf = (version: StoredVersion): VersionFacts => VersionFacts.parse(version.facts)

/** What the converter measured, as it is kept. */
export function measured(
  converted: Converted,
): Pick<
  VersionFacts,
  | 'seconds'
  | 'bytes'
  | 'sha256'
  | 'levelBeforeDbm0'
  | 'levelDbm0'
  | 'gainDb'
  | 'limited'
  | 'sourceRate'
  | 'source'
> {
  const { clippedRuns, firstClippedS, noiseFloorDbfs, leadingSilenceS, trailingSilenceS } = converted.before
  const { dc, levelBeforeDbm0 } = converted
  const speechDbfs = levelBeforeDbm0 === undefined ? undefined : levelBeforeDbm0 - DBM0_ABOVE_DBOV
  return {
    seconds: converted.seconds,
    bytes: converted.bytes,
    sha256: converted.sha256,
    levelBeforeDbm0: converted.levelBeforeDbm0,
    levelDbm0: converted.levelAfterDbm0,
    gainDb: converted.gainDb,
    limited: converted.limited,
    sourceRate: converted.sourceRate,
    source: { clippedRuns, firstClippedS, noiseFloorDbfs, speechDbfs, leadingSilenceS, trailingSilenceS, dc },
  }
}

/** The check of a version under a name. It is made anew each time, so that better rules reach old prompts. */
export function findingsOf(name: string, facts: VersionFacts): readonly Finding[] {
  return checkPrompt({
    name,
    bytes: facts.bytes,
    seconds: facts.seconds,
    levelDbm0: facts.levelDbm0,
    wantedDbm0: facts.shaping?.levelDbm0,
    limited: facts.limited,
    made: facts.origin === 'tone' || facts.origin === 'silence',
    ...(facts.source === undefined
      ? {}
      : { source: { ...facts.source, trimmed: facts.shaping?.trim === true } }),
  })
}
