import type { PrivateNumberApp } from './account.ts'
import { type Latency, latencyOf, VERDICTS, type Verdict } from './asks.ts'
import type { MaskedCalls } from './calls/calls.ts'

/** Questions of the X mode at a steady rate, in real time. */
export type SoakSpec = {
  readonly app: PrivateNumberApp
  readonly x: string
  readonly perSecond: number
  readonly seconds: number
  /** First caller; the others follow it upwards. */
  readonly from: string
  /** Every n-th call goes on as it was decided, with its events and its record; 0 = none does. */
  readonly follow: number
}

export type SoakReport = {
  readonly asked: number
  readonly verdicts: Readonly<Record<string, number>>
  /** Of those that were answered, from the connection to the whole answer. */
  readonly latency: Latency
  /** Questions that started more than 5 ms late: the machine was too busy to keep the rate. */
  readonly late: number
  /** Real seconds from the first question to the last answer. */
  readonly tookSeconds: number
}

const LATE_MS = 5
const TICK_MS = 2

const nextNumber = (first: string, step: number) => `+${BigInt(first.slice(1)) + BigInt(step)}`

/**
 * Asks whatever the answers take, so that a slow receiver does not slow the questions down. Calls that go
 * on are asked about by the same rate and measured by the journal of questions.
 */
export async function soak(calls: MaskedCalls, spec: SoakSpec): Promise<SoakReport> {
  const { app, x, perSecond, follow, from } = spec
  const total = Math.round(perSecond * spec.seconds)
  const taken: number[] = []
  const verdicts: Record<string, number> = Object.fromEntries(VERDICTS.map((name: Verdict) => [name, 0]))
  let late = 0
  const startedAt = performance.now()
  const answers: Promise<void>[] = []

  const askOnce = (caller: string, follows: boolean) =>
    new Promise<void>((done) => {
      calls.ask(app, { caller, x }, follows, ({ tookMs }, verdict) => {
        verdicts[verdict] = (verdicts[verdict] ?? 0) + 1
        if (verdict !== 'unanswered') taken.push(tookMs)
        done()
      })
    })

  for (let number = 0; number < total; ) {
    const elapsed = performance.now() - startedAt
    const due = Math.min(total, Math.floor((elapsed * perSecond) / 1000) + 1)
    for (; number < due; number += 1) {
      if (elapsed - (number * 1000) / perSecond > LATE_MS) late += 1
      answers.push(askOnce(nextNumber(from, number), follow > 0 && number % follow === 0))
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS))
  }
  await Promise.all(answers)
  const tookSeconds = (performance.now() - startedAt) / 1000
  return { asked: total, verdicts, latency: latencyOf(taken), late, tookSeconds }
}
