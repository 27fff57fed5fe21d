/**
 * Entry of a process: the built application with a campaign that is checked and can be started, and the simulator it
 * calls through. Writes the line of the host when it is ready; ends both when it is told to.
 */
import { startAndWait } from '../../e2e/hosts/process.ts'
import { checkedCampaign, numberOf, parcelRow } from '../../src/main/campaigns/testing/campaign.ts'
import { NOTIFY_APP, withNotifyProfile } from '../../src/main/notify/testing/parcel.ts'
import { startSimulator } from '../../src/simulator/index.ts'
import { clientAt } from './client.ts'

const [, , dataDir = '.', rows = '0', perSecond = '0'] = process.argv
const simulator = await startSimulator({ speed: 20 })
simulator.addApp({ ...NOTIFY_APP, ports: 1000 })
const desk = await startAndWait(
  process.execPath,
  ['out/main/browser.js', '--data-dir', dataDir, '--port', '0'],
  /^Voicedesk ready: (\S+)$/m,
)
process.once('SIGTERM', async () => {
  await desk.stop()
  await simulator.close()
  process.exit()
})
const client = clientAt(desk.match[1] ?? '')
await withNotifyProfile({ client }, simulator.url)
await checkedCampaign(
  { client, dataDir },
  Array.from({ length: Number(rows) }, (_, row) => parcelRow(numberOf(row, row % 5))),
  { pace: { perSecond: Number(perSecond), concurrency: 1000 } },
)
process.stdout.write(desk.match[0])
process.stdout.write('\n')
