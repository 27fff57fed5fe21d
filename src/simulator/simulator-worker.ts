import { parentPort } from 'node:worker_threads'
import { DEMO_APPS, startSimulator } from './index.ts'

/**
 * The simulator in a thread of its own, for the application's demonstration: people answer a little sooner
 * than on the real network, and everything stays on this machine. Tells its address and the (fake) keys
 * when it listens.
 */
const simulator = await startSimulator({
  timing: { alertingA: [1, 1], answerA: [2, 3], alertingB: [1, 2], answerB: [2, 4], talk: 90 },
})
parentPort?.postMessage({
  url: simulator.url,
  apps: DEMO_APPS.map(({ appKey, appSecret, service, displayNumbers }) => ({
    appKey,
    appSecret,
    service,
    displayNumbers,
  })),
})
