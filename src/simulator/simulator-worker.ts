import { parentPort } from 'node:worker_threads'
import { DEMO_APPS, DEMO_PRIVATE_NUMBER_APPS } from './demo-account.ts'
import { startSimulator } from './index.ts'

/**
 * The simulator in a thread of its own, for the application's demonstration: people answer a little sooner
 * than on the real network, a review takes seconds instead of a day, somebody
 * calls a private number every minute, and everything stays on this machine.
 * Tells its address, the (fake) keys and the upload target when it listens.
 */
const simulator = await startSimulator({
  reviewSeconds: 20,
  lifeSeconds: 60,
  timing: { alertingA: [1, 1], answerA: [2, 3], alertingB: [1, 2], answerB: [2, 4], talk: 90 },
})
parentPort?.postMessage({
  url: simulator.url,
  gateway: simulator.gateway,
  apps: DEMO_APPS.map(({ appKey, appSecret, service, displayNumbers }) => ({
    appKey,
    appSecret,
    service,
    displayNumbers,
  })),
  privateNumberApps: DEMO_PRIVATE_NUMBER_APPS.map(({ appKey, appSecret, mode, numbers }) => ({
    appKey,
    appSecret,
    mode,
    numbers,
  })),
})
