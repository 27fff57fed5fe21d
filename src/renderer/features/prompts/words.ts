import type { Finding, PromptVersion } from '../../../contract/prompts.ts'
import { formatDuration, type Translate } from '../../i18n/index.ts'

const whole = (value: number): string => String(Math.round(value))
const tenths = (value: number): string => value.toFixed(1)

/** How the value of a finding is written; most are measured values that need no more than a digit. */
const VALUES: Partial<Readonly<Record<Finding['code'], (value: number) => string>>> = {
  clipped: whole,
  noisy: whole,
  limited: (share) => tenths(share * 100),
  constant: (share) => tenths(share * 100),
}

/** A finding as a sentence: what is wrong, and where. */
export function findingWords(finding: Finding, t: Translate): string {
  const write = VALUES[finding.code] ?? tenths
  return t(`prompts.finding.${finding.code}`, {
    value: finding.value === undefined ? '' : write(finding.value),
    at: formatDuration((finding.atS ?? 0) * 1000),
  })
}

/** Where a version comes from. */
export function originWords(version: PromptVersion, t: Translate): string {
  const origin = t(`prompts.detail.origin.${version.origin}`, { name: version.sourceName ?? '' })
  return version.part === undefined ? origin : `${origin} · ${t('prompts.detail.part', version.part)}`
}
