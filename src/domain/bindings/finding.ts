/** What can be said of terms, of a change, or of a row of a file. Words in both languages: `domain/explain`. */
export const FINDING_CODES = [
  // numbers
  'notBindable',
  'sameNumber',
  'xNotMobile',
  'xIsParty',
  'landlineCannotCall',
  'landlineOnlyReceives',
  'xNeedsChoice',
  'calleeIsA',
  'calleeNotDialable',
  // settings that depend on others
  'hintToneWithoutRecord',
  'recordWithoutHintTone',
  'lastMinVoiceWithoutLimit',
  'lifeTooShort',
  'lifeNotMinutes',
  'pairLifeBeyondLife',
  'userDataCharacters',
  'promptName',
  'promptNotPassed',
  'extensionZero',
  'nothingChanged',
  // the ledger
  'xNotInPool',
  'userOnX',
  'xTaken',
  'xFull',
  'xBeyondAdvice',
  'xPerAReached',
  'xSuspended',
  'xUnavailable',
  'xFrozen',
  'xCooling',
  'alreadyBound',
  'boundUnknown',
  'extensionTaken',
  'pairTaken',
  // rows of a file
  'cellMissing',
  'cellUnreadable',
  'rowTwice',
  'userTwiceOnX',
] as const
export type FindingCode = (typeof FINDING_CODES)[number]

export type BindingFinding = {
  readonly code: FindingCode
  /** stop: the platform would refuse it or nothing could come of it; warn: it may not do what is meant. */
  readonly weight: 'stop' | 'warn' | 'note'
  /** Name of the field in the terms. */
  readonly field: string
  readonly params: Readonly<Record<string, string | number>>
}

export const stops = (findings: readonly BindingFinding[]): boolean =>
  findings.some(({ weight }) => weight === 'stop')
