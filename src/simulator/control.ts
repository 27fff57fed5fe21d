import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  accountFrom,
  appFrom,
  ControlError,
  faultsFrom,
  reviewFrom,
  scriptFrom,
  secondsFrom,
} from './control-bodies.ts'
import type { Fault } from './faults.ts'
import { type Answer, jsonAnswer, sendAnswer } from './http-answers.ts'
import { readText } from './http-bodies.ts'
import { parseJson } from './json-shape.ts'
import type { AppSpec, TemplateSpec } from './options.ts'
import type { ScriptEntry } from './outcomes.ts'
import type { SimulatorState } from './state.ts'

/** The same control from within the process and over HTTP. */
export type Control = {
  /** What was seen and done so far. */
  state(): SimulatorState
  /** Simulated time in milliseconds. */
  now(): number
  /** Outcomes for calls to come; the first entry that fits decides. */
  script(entries: readonly ScriptEntry[]): void
  clearScript(): void
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
  /** Adds templates, or replaces those with the same id: approved, or no longer. */
  addTemplates(templates: readonly TemplateSpec[]): void
  clearLocks(): void
}

type Action = (body: unknown) => unknown

/** `/sim/…` on the same server; separate from every platform path. */
export function createControlRoutes(control: Control) {
  const actions: ReadonlyMap<string, Action> = new Map<string, Action>([
    ['GET /sim/state', () => control.state()],
    ['POST /sim/script', (body) => control.script(scriptFrom(body))],
    ['DELETE /sim/script', () => control.clearScript()],
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
