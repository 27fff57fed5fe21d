import { expect, it } from 'vitest'
import { giveSecret, NOTIFY_APP, withNotifyProfile } from '../notify/testing/parcel.ts'
import { keepReceiverPort, wholeApp } from '../testing/whole-app.ts'
import { CAMPAIGN, campaignWhen, checkedCampaign, numberOf, parcelRow, runUntil } from './testing/campaign.ts'

const { deskProcess: openProcess, simulator: openSimulator } = wholeApp()

const campaignId = CAMPAIGN
const ROWS = 500

/** What becomes of a callee by the last digit, and how often the policy has it called: busy and no answer, 3 at most. */
const GROUPS = [
  { attempts: [{ outcome: 'answered', digits: '1' }], calls: 1, ends: 'answered' },
  { attempts: [{ outcome: 'answered', digits: '2' }], calls: 1, ends: 'answered' },
  { attempts: [{ outcome: 'busy' }, { outcome: 'answered', digits: '1' }], calls: 2, ends: 'answered' },
  { attempts: [{ outcome: 'noAnswer' }], calls: 3, ends: 'noAnswer' },
  { attempts: [{ outcome: 'poweredOff' }], calls: 1, ends: 'poweredOff' },
] as const

it('500 rows, paused, killed, started again and finished: each row is called exactly as its policy says', async () => {
  // The same times for all, so that the pushes of many calls come together.
  const simulator = await openSimulator({
    timing: { alertingA: [2, 2], answerA: [3, 3], failure: [2, 2], ringTimeout: 20, prompt: 2 },
  })
  simulator.addApp({ ...NOTIFY_APP, ports: 60 })
  simulator.addRules(GROUPS.map(({ attempts }, group) => ({ endsWith: [String(group)], attempts })))
  const first = await openProcess()
  await keepReceiverPort(first)
  await withNotifyProfile(first, simulator.url)
  const rows = Array.from({ length: ROWS }, (_, row) => parcelRow(numberOf(row, row % GROUPS.length)))
  const checked = await checkedCampaign(first, rows)
  expect(checked.counts.states).toEqual({ waiting: ROWS })

  await first.client.campaigns.start({ campaignId })
  await runUntil(first, simulator, ({ counts }) => counts.attempts > 60)
  await first.client.campaigns.pause({ campaignId })
  await first.client.campaigns.start({ campaignId })
  await runUntil(first, simulator, ({ counts }) => counts.attempts > 200)
  await first.kill()
  // What is told while nobody listens is lost, but for the fee records.
  await simulator.advance(60)

  const second = await openProcess(first.dataDir)
  const after = await second.client.campaigns.get({ campaignId })
  expect(after).toMatchObject({ state: 'paused', pause: { reason: 'restart' } })
  await giveSecret(second)
  // The records of calls that ended meanwhile come again after an hour.
  await simulator.advance(3700)
  const known = await campaignWhen(second, ({ counts }) => (counts.states.calling ?? 0) === 0)
  // Whoever was claimed and not called is known to a person only; the platform's own count stands for one here.
  const { rows: unknown } = await second.client.campaigns.rows({
    campaignId,
    filter: { state: 'unknown' },
    after: 0,
    limit: 100,
  })
  expect(unknown).toHaveLength(known.counts.states.unknown ?? 0)
  for (const { row } of unknown) {
    await second.client.campaigns.settle({ campaignId, row, verdict: 'notPlaced' })
  }

  await second.client.campaigns.start({ campaignId })
  const over = await runUntil(second, simulator, ({ state }) => state === 'finished')
  expect(over.counts.states).toEqual({ done: ROWS })

  const asked = simulator.callees()
  for (const [row] of rows.entries()) {
    const group = GROUPS[row % GROUPS.length]
    const number = `+86${numberOf(row, row % GROUPS.length)}`
    expect([number, asked[number]?.length]).toEqual([number, group?.calls])
  }
  const expected = (ends: string) =>
    GROUPS.filter((group) => group.ends === ends).length * (ROWS / GROUPS.length)
  expect(over.counts.outcomes).toEqual({
    answered: expected('answered'),
    noAnswer: expected('noAnswer'),
    poweredOff: expected('poweredOff'),
  })
  const total = GROUPS.reduce((sum, { calls }) => sum + calls, 0) * (ROWS / GROUPS.length)
  expect(over.counts.attempts).toBe(total)
  expect(simulator.state().calls).toBe(total)
}, 120_000)
