import { promptNameProblem } from '../prompt/index.ts'
import type { E164 } from '../values.ts'
import type { BindingFinding, FindingCode } from './finding.ts'
import { bindableKind, isCalleeForm } from './numbers.ts'
import type { BindingChange, BindTerms, Direction, PairTerms, TemporaryCallee } from './terms.ts'

/**
 * What is to be said of terms by the rules of their mode alone (private-number-axb-ax.md §0.2 to §5,
 * private-number-axe-axyb-x.md §1 to §3). Forms, the service and files of rows all ask here, so that a rule
 * exists once. What the ledger adds is in `check-ledger.ts`.
 */

type Params = BindingFinding['params']

/** Collects findings in the order of the fields. */
function createFindings() {
  const all: BindingFinding[] = []
  const add = (weight: BindingFinding['weight'], code: FindingCode, field: string, params: Params = {}) => {
    all.push({ code, weight, field, params })
  }
  return {
    all,
    stop: (code: FindingCode, field: string, params?: Params) => add('stop', code, field, params),
    warn: (code: FindingCode, field: string, params?: Params) => add('warn', code, field, params),
    note: (code: FindingCode, field: string, params?: Params) => add('note', code, field, params),
  }
}
type Findings = ReturnType<typeof createFindings>

export function checkTerms(terms: BindTerms): readonly BindingFinding[] {
  const findings = createFindings()
  checkParties(terms, findings)
  checkRecording(terms, findings)
  if (terms.mode === 'axb' || terms.mode === 'ax') checkLimit(terms, findings)
  checkLife(terms, findings)
  if (terms.mode === 'axe') {
    if (terms.extension !== undefined && Number(terms.extension) === 0) {
      findings.stop('extensionZero', 'extension')
    }
    if (terms.noCallback?.by === 'number' && !isCalleeForm(terms.noCallback.number)) {
      findings.stop('calleeNotDialable', 'noCallback')
    }
  }
  checkTones(terms, findings)
  checkUserData(terms.userData, terms.mode, findings)
  return findings.all
}

/** Findings of one more B under an AXYB binding. */
export function checkPair(
  pair: PairTerms,
  binding: { readonly a: string; readonly x?: string | undefined; readonly lifeS?: number | undefined },
): readonly BindingFinding[] {
  const findings = createFindings()
  checkBindable(pair.b, 'b', findings)
  if (pair.b === binding.a) findings.stop('sameNumber', 'b')
  if (pair.b === binding.x) findings.stop('xIsParty', 'b')
  if (pair.lifeS !== undefined) {
    if (pair.lifeS !== 0 && pair.lifeS < 60) findings.stop('lifeTooShort', 'lifeS', { seconds: 60 })
    checkPairLife(pair.lifeS, binding.lifeS ?? 0, 'lifeS', findings)
  }
  checkTone(pair.waitToneY, 'waitToneY', findings)
  return findings.all
}

/** Findings of a change, seen with what stays as it is. */
export function checkChange(
  change: BindingChange,
  now: {
    readonly a: string
    readonly b?: string | undefined
    readonly x?: string | undefined
    readonly maxDurationMinutes?: number | undefined
    readonly record?: boolean | undefined
    readonly recordHintTone?: string | undefined
    readonly direction?: Direction | undefined
  },
): readonly BindingFinding[] {
  const findings = createFindings()
  const changed = Object.entries(change).filter(([name, value]) => name !== 'mode' && value !== undefined)
  if (changed.length === 0) findings.stop('nothingChanged', '')
  if (change.mode !== 'axe') {
    const a = change.a ?? now.a
    const b = change.mode === 'axb' ? (change.b ?? now.b) : undefined
    if (change.a !== undefined) checkBindable(change.a, 'a', findings)
    if (change.mode === 'axb' && change.b !== undefined) checkBindable(change.b, 'b', findings)
    if (a === b) findings.stop('sameNumber', change.a === undefined ? 'b' : 'a')
    if (change.a !== undefined && change.a === now.x) findings.stop('xIsParty', 'a')
    if (b !== undefined && b !== now.b && b === now.x) findings.stop('xIsParty', 'b')
    checkDirections(a, b, change.direction ?? now.direction ?? 'both', findings)
    const minutes = change.maxDurationMinutes ?? now.maxDurationMinutes ?? 0
    if (change.lastMinVoice !== undefined && minutes === 0) {
      findings.stop('lastMinVoiceWithoutLimit', 'lastMinVoice')
    }
    checkTone(change.lastMinVoice, 'lastMinVoice', findings)
    checkUserData(change.userData, change.mode, findings)
  }
  if (change.mode === 'axb') {
    checkTone(change.waitToneA, 'waitToneA', findings)
    checkTone(change.waitToneB, 'waitToneB', findings)
  }
  const record = change.record ?? now.record ?? false
  if (change.mode === 'axe') {
    if (change.recordHintTone !== undefined && !record)
      findings.stop('hintToneWithoutRecord', 'recordHintTone')
    checkTone(change.recordHintTone, 'recordHintTone', findings)
    if (change.noCallback?.by === 'tone') checkTone(change.noCallback.tone, 'noCallback', findings)
    if (change.noCallback?.by === 'number' && !isCalleeForm(change.noCallback.number)) {
      findings.stop('calleeNotDialable', 'noCallback')
    }
    checkMinutes(change.lifeS, 'lifeS', findings)
    checkMinutes(change.callbackLifeS, 'callbackLifeS', findings)
  }
  const tone = (change.mode === 'axe' ? change.recordHintTone : undefined) ?? now.recordHintTone
  if (change.record === true && tone === undefined) findings.warn('recordWithoutHintTone', 'record')
  return findings.all
}

/** A temporary callee may also be a 400 or 95 number, and is never A (§5.5). */
export function checkTemporaryCallee(callee: TemporaryCallee, a: string): readonly BindingFinding[] {
  const findings = createFindings()
  if (callee.number === a) findings.stop('calleeIsA', 'number')
  else if (!isCalleeForm(callee.number)) findings.stop('calleeNotDialable', 'number')
  if (bindableKind(a) === 'landline') findings.stop('landlineCannotCall', 'number', { who: 'A' })
  checkUserData(callee.userData, 'ax', findings)
  return findings.all
}

function checkParties(terms: BindTerms, findings: Findings): void {
  checkBindable(terms.a, 'a', findings)
  const b = terms.mode === 'axb' ? terms.b : undefined
  if (b !== undefined) {
    checkBindable(b, 'b', findings)
    if (b === terms.a) findings.stop('sameNumber', 'b')
  }
  if (terms.x.by === 'number') {
    if (bindableKind(terms.x.number) !== 'mobile') findings.stop('xNotMobile', 'x')
    if (terms.x.number === terms.a) findings.stop('xIsParty', 'a')
    if (terms.x.number === b) findings.stop('xIsParty', 'b')
  }
  // By where A is from: told of a mobile A only; for a landline one of the two is to be sent (§1).
  if (terms.x.by === 'platform' && bindableKind(terms.a) === 'landline') findings.stop('xNeedsChoice', 'x')
  if (terms.mode === 'axe') noteLandline(terms.a, 'a', 'A', findings)
  else checkDirections(terms.a, b, terms.direction, findings)
}

function checkBindable(number: E164, field: string, findings: Findings): void {
  if (bindableKind(number) === undefined) findings.stop('notBindable', field)
}

/** A landline can be reached through X and cannot call it, by rule of the carriers (§0.2, cause 8023). */
function checkDirections(
  a: string,
  b: string | undefined,
  direction: 'both' | 'fromA' | 'toA',
  findings: Findings,
): void {
  if (bindableKind(a) === 'landline') {
    if (direction === 'fromA') findings.stop('landlineCannotCall', 'direction', { who: 'A' })
    else if (direction === 'both') noteLandline(a, 'a', 'A', findings)
  }
  if (b !== undefined && bindableKind(b) === 'landline') {
    if (direction === 'toA') findings.stop('landlineCannotCall', 'direction', { who: 'B' })
    else if (direction === 'both') noteLandline(b, 'b', 'B', findings)
  }
}

function noteLandline(number: string, field: string, who: 'A' | 'B', findings: Findings): void {
  if (bindableKind(number) === 'landline') findings.note('landlineOnlyReceives', field, { who })
}

function checkRecording(terms: BindTerms, findings: Findings): void {
  if (!terms.record && terms.recordHintTone !== undefined) {
    findings.stop('hintToneWithoutRecord', 'recordHintTone')
  }
  if (terms.record && terms.recordHintTone === undefined) findings.warn('recordWithoutHintTone', 'record')
}

function checkLimit(
  terms: { readonly maxDurationMinutes: number; readonly lastMinVoice?: string | undefined },
  findings: Findings,
): void {
  if (terms.lastMinVoice !== undefined && terms.maxDurationMinutes === 0) {
    findings.stop('lastMinVoiceWithoutLimit', 'lastMinVoice')
  }
}

function checkLife(terms: BindTerms, findings: Findings): void {
  if (terms.mode === 'axe') {
    checkMinutes(terms.lifeS, 'lifeS', findings)
    checkMinutes(terms.callbackLifeS, 'callbackLifeS', findings)
  }
  if (terms.mode === 'axyb') {
    for (const field of ['lifeS', 'pairLifeS'] as const) {
      if (terms[field] !== 0 && terms[field] < 60) findings.stop('lifeTooShort', field, { seconds: 60 })
    }
    checkPairLife(terms.pairLifeS, terms.lifeS, 'pairLifeS', findings)
  }
}

/** AXE counts in hours or minutes (§2.1). */
function checkMinutes(seconds: number | undefined, field: string, findings: Findings): void {
  if (seconds !== undefined && seconds % 60 !== 0) findings.stop('lifeNotMinutes', field)
}

/** A longer life than the binding's is cut to it (§3.1). */
function checkPairLife(pairS: number, lifeS: number, field: string, findings: Findings): void {
  if (lifeS !== 0 && pairS > lifeS) findings.warn('pairLifeBeyondLife', field)
}

const TONES = ['recordHintTone', 'lastMinVoice', 'waitToneA', 'waitToneB', 'waitToneX'] as const

function checkTones(terms: BindTerms, findings: Findings): void {
  for (const [field, tone] of tonesOf(terms)) checkTone(tone, field, findings)
}

/** The prompts that terms name, by field. */
function tonesOf(terms: BindTerms): readonly (readonly [field: string, tone: string])[] {
  const named = TONES.flatMap((field) => {
    const tone: unknown = Reflect.get(terms, field)
    return typeof tone === 'string' ? [[field, tone] as const] : []
  })
  const callback = terms.mode === 'axe' && terms.noCallback?.by === 'tone' ? terms.noCallback.tone : undefined
  return callback === undefined ? named : [...named, ['noCallback', callback] as const]
}

function checkTone(tone: string | undefined, field: string, findings: Findings): void {
  if (tone !== undefined && promptNameProblem(tone) !== undefined) findings.stop('promptName', field)
}

/** No Chinese; AXB, AXE and AXYB forbid `^ { }`, AX forbids `{ }` (§0.2, §1.3). */
function checkUserData(userData: string | undefined, mode: BindTerms['mode'], findings: Findings): void {
  if (userData === undefined) return
  const forbidden = mode === 'ax' ? /[{}]|[^\x20-\x7e]/ : /[\^{}]|[^\x20-\x7e]/
  const stray = forbidden.exec(userData)?.[0]
  if (stray !== undefined) findings.stop('userDataCharacters', 'userData', { character: stray })
}
