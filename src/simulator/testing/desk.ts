import { onTestFinished } from 'vitest'
import { DEMO_APPS, type SimulatorOptions, startSimulator } from '../index.ts'
import type { AppSpec } from '../options.ts'
import { startReceiver } from './receiver.ts'

const appOf = (service: AppSpec['service']): AppSpec => {
  const app = DEMO_APPS.find((one) => one.service === service)
  if (app === undefined) throw new Error(`no demo application for ${service}`)
  return app
}

export const CALLBACK_APP = appOf('callback')
export const NOTIFICATION_APP = appOf('notification')
export const VERIFICATION_APP = appOf('verification')

/** 2026-03-01 03:15:02 UTC, as in the examples of voice-call.md. */
const EXAMPLE_TIME = Date.UTC(2026, 2, 1, 3, 15, 2)

/** A simulator whose time stands still until it is advanced; closed with the test. */
export async function startStill(options: SimulatorOptions = {}) {
  const simulator = await startSimulator({ speed: 0, startAt: EXAMPLE_TIME, ...options })
  onTestFinished(() => simulator.close())
  return simulator
}

/** The same with a receiver for its pushes. */
export async function startDesk(options: SimulatorOptions = {}, reply?: Parameters<typeof startReceiver>[0]) {
  const receiver = await startReceiver(reply)
  onTestFinished(() => receiver.close())
  const simulator = await startStill(options)
  const urls = { statusUrl: receiver.statusUrl, feeUrl: receiver.feeUrl }
  return { simulator, receiver, urls }
}

export const CALLBACK_BODY = {
  displayNbr: '+8675528000111',
  callerNbr: '+8613500001111',
  displayCalleeNbr: '+8675528000111',
  calleeNbr: '+8613900002222',
}

export const NOTIFICATION_BODY = {
  displayNbr: '+8675528000222',
  calleeNbr: '+8613900003333',
  playInfoList: [{ notifyVoice: 'greeting_1.wav' }],
}

export const VERIFICATION_BODY = {
  displayNbr: '+8675528000333',
  calleeNbr: '+8613900004444',
  languageType: 2,
  preTone: 'verify_pre.wav',
  verifyCode: '407193',
}
