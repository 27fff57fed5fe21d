/** A campaign against a limit of the platform below its rate: how often it is refused, and where it settles. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CAMPAIGN, checkedCampaign, numberOf, parcelRow } from '../src/main/campaigns/testing/campaign.ts'
import { NOTIFY_APP, withNotifyProfile } from '../src/main/notify/testing/parcel.ts'
import { startSimulator } from '../src/simulator/index.ts'
import { machine, report } from './figures.ts'
import { startMeasuredDesk } from './loop/index.ts'

const RATE = 20
const LIMIT = 5
const SECONDS = 130
/** More than are called. */
const ROWS = RATE * SECONDS

const dataDir = mkdtempSync(join(tmpdir(), 'voicedesk-bench-'))
const simulator = await startSimulator({
  speed: 20,
  timing: { alertingA: [1, 1], answerA: [1, 2], prompt: 2, feeDelay: 1 },
})
simulator.addApp({ ...NOTIFY_APP, ports: 1000, requestsPerSecond: LIMIT })
const desk = await startMeasuredDesk(dataDir)
try {
  const { client } = desk
  await withNotifyProfile({ client }, simulator.url)
  await checkedCampaign(
    { client, dataDir },
    Array.from({ length: ROWS }, (_, row) => parcelRow(numberOf(row, row % 5))),
    { pace: { perSecond: RATE, concurrency: 1000 }, retry: { attempts: 1, afterMinutes: {} } },
  )
  await client.campaigns.start({ campaignId: CAMPAIGN })
  await pause(SECONDS * 1000)
  const limited = simulator.state().rates[NOTIFY_APP.appKey]
  const slowed = await client.campaigns.get({ campaignId: CAMPAIGN })
  await client.campaigns.pause({ campaignId: CAMPAIGN })
  report([
    ['machine', machine()],
    [
      `${RATE}/s set, ${LIMIT}/s allowed, ${SECONDS} s`,
      `${limited?.passed} placed, ${limited?.refused} refused (goal 1 a minute), then ${slowed.going?.perSecond.toFixed(2)}/s`,
    ],
  ])
} finally {
  await desk.close()
  await simulator.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
}
