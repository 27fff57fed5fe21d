import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  accountFrom,
  appFrom,
  faultsFrom,
  type Limits,
  limitsFrom,
  reviewFrom,
  rulesFrom,
  scriptFrom,
  secondsFrom,
} from './control-bodies.ts'
import { ControlError } from './control-fields.ts'
import type { Fault } from './faults.ts'
import { type Answer, jsonAnswer, sendAnswer } from './http-answers.ts'
import { readText } from './http-bodies.ts'
import type { CalleeAttempt } from './journal.ts'
import { parseJson } from './json-shape.ts'
import type { NumberRule } from './number-rules.ts'
import type { AppSpec, TemplateSpec } from './options.ts'
import type { PrivateNumberControl } from './private-number/control.ts'
import {
  addressesFrom,
  dialFrom,
  driftFrom,
  numberChangesFrom,
  privateNumberAppFrom,
  smsFrom,
  soakFrom,
} from './private-number/control-bodies.ts'
import type { ScriptEntry } from './script.ts'
import type { Counts, SimulatorState } from './state.ts'

/** The same control from within the process and over HTTP. */
export type Control = PrivateNumberControl & {
  /** What was seen and done so far. */
  state(): SimulatorState
  /** Simulated time in milliseconds. */
  now(): number
  /** Outcomes for calls to come; the first entry that fits decides. */
  script(entries: readonly ScriptEntry[]): void
  clearScript(): void
  /** Outcomes for groups of callees, attempt by attempt; clearing them forgets the attempts. */
  addRules(rules: readonly NumberRule[]): void
  clearRules(): void
  /** Every request to call each callee that was in good form, in order; never cut. */
  callees(): Readonly<Record<string, readonly CalleeAttempt[]>>
  addFault(fault: Fault): void
  clearFaults(): void
  /** Jumps ahead; resolves when everything that fell due has been pushed. */
  advance(seconds: number): Promise<void>
  /** Resolves when no push is under way. */
  settle(): Promise<void>
  /** Adds an application, or replaces the one with the same key. */
  addApp(app: AppSpec): void
  /** More names that calls may use; one that is in review passes. */
  addPrompts(names: readonly string[]): void
  /** Ends the review of an uploaded file, or changes how it ended; throws ControlError when there is none. */
  review(name: string, state: 'passed' | 'refused', reason?: string): void
  /** Sets limits of an application of either product; those that are not named stay, `null` lifts one. */
  setLimits(appKey: string, limits: Limits): void
  /** The counts of the state alone: cheap enough to be asked often. */
  counts(): Counts
  /** Adds templates, or replaces those with the same id: approved, or no longer. */
  addTemplates(templates: readonly TemplateSpec[]): void
  clearLocks(): void
}

type Action = (body: unknown) => unknown

/** `/sim/…` on the same server; separate from every platform path. */
export function createControlRoutes(control: Control) {
  const actions: ReadonlyMap<string, Action> = new Map<string, Action>([
    ['GET /sim/state', () => control.state()],
    ['GET /sim/counts', () => control.counts()],
    [
      'POST /sim/limits',
      (body) => {
        const { appKey, limits } = limitsFrom(body)
        control.setLimits(appKey, limits)
      },
    ],
    ['POST /sim/script', (body) => control.script(scriptFrom(body))],
    ['DELETE /sim/script', () => control.clearScript()],
    ['POST /sim/rules', (body) => control.addRules(rulesFrom(body))],
    ['DELETE /sim/rules', () => control.clearRules()],
    ['GET /sim/callees', () => control.callees()],
    ['POST /sim/faults', (body) => faultsFrom(body).forEach(control.addFault)],
    ['DELETE /sim/faults', () => control.clearFaults()],
    ['POST /sim/advance', (body) => control.advance(secondsFrom(body))],
    ['POST /sim/apps', (body) => control.addApp(appFrom(body))],
    [
      'POST /sim/account',
      (body) => {
        const { prompts, templates } = accountFrom(body)
        control.addPrompts(prompts)
        control.addTemplates(templates)
      },
    ],
    [
      'POST /sim/reviews',
      (body) => {
        const { name, state, reason } = reviewFrom(body)
        control.review(name, state, reason)
      },
    ],
    ['DELETE /sim/locks', () => control.clearLocks()],
    ['POST /sim/private-number/apps', (body) => control.addPrivateNumberApp(privateNumberAppFrom(body))],
    [
      'POST /sim/private-number/addresses',
      (body) => {
        const { appKey, addresses } = addressesFrom(body)
        control.setAddresses(appKey, addresses)
      },
    ],
    ['POST /sim/private-number/calls', (body) => control.dial(dialFrom(body))],
    ['POST /sim/private-number/messages', (body) => control.sms(smsFrom(body))],
    [
      'POST /sim/private-number/numbers',
      (body) => {
        const { appKey, changes } = numberChangesFrom(body)
        control.setNumbers(appKey, changes)
      },
    ],
    [
      'POST /sim/private-number/drift',
      (body) => {
        const { appKey, drift } = driftFrom(body)
        return control.drift(appKey, drift)
      },
    ],
    ['GET /sim/private-number', () => control.privateNumber()],
    ['GET /sim/private-number/binds', () => control.binds()],
    ['POST /sim/private-number/soak', (body) => control.soak(soakFrom(body))],
  ])

  async function answerTo(request: IncomingMessage, path: string): Promise<Answer> {
    const body = await readText(request)
    const action = actions.get(`${request.method} ${path}`)
    if (action === undefined) return jsonAnswer(404, { error: 'no such control' })
    try {
      const result = await action(body === undefined || body === '' ? undefined : parseJson(body))
      return jsonAnswer(200, result ?? { ok: true, now: control.now() })
    } catch (error) {
      if (error instanceof ControlError) return jsonAnswer(400, { error: error.message })
      throw error
    }
  }

  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> =>
    sendAnswer(response, await answerTo(request, url.pathname), undefined)
}
