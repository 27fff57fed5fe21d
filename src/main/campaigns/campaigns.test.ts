import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { isE164, must } from '../../domain/values.ts'
import { NOTIFY_APP, NOTIFY_PROFILE, withNotifyProfile } from '../notify/testing/parcel.ts'
import { openReader } from '../store/index.ts'
import { Refused, until, wholeApp } from '../testing/whole-app.ts'
import {
  CAMPAIGN,
  campaignWhen,
  checkedCampaign,
  csvOf,
  fields,
  HEADINGS,
  numberOf,
  parcelRow,
  runUntil,
  sheet,
  upload,
} from './testing/campaign.ts'

const { desk: openDesk, simulator: openSimulator } = wholeApp()

const campaignId = CAMPAIGN
const rowsOf = (groups: readonly number[]) => groups.map((group, row) => parcelRow(numberOf(row, group)))
const everyRow = { campaignId, filter: {}, after: 0, limit: 100 }

async function deskWith(options: Parameters<typeof openSimulator>[0] = {}, ports = 100) {
  const simulator = await openSimulator(options)
  simulator.addApp({ ...NOTIFY_APP, ports })
  const desk = await openDesk()
  await withNotifyProfile(desk, simulator.url)
  return { simulator, desk }
}

describe('a list', () => {
  it('in GBK with Chinese headings is read, and its columns told', async () => {
    const { desk } = await deskWith()
    // 手机号码,件数 and one row, as a Chinese spreadsheet writes them.
    const gbk = Buffer.from('cad6bbfabac5c2eb2cbcfecafd0d0a31333830303133383030302c330d0a', 'hex')
    const uploadId = await upload(desk, gbk)
    const found = await desk.client.campaigns.inspect({ uploadId, sheet: sheet() })
    expect(found).toMatchObject({
      sheet: { encoding: 'gb18030' },
      rows: 1,
      columns: [
        { heading: '手机号码', looksLike: 'number', samples: ['13800138000'] },
        { heading: '件数', looksLike: 'text', samples: ['3'] },
      ],
    })
  })

  it.each([
    ['名单.pdf', 'a,b\n1,2', 'format'],
    ['名单.csv', '"a,b\n1,2', 'quotes'],
    ['名单.csv', '号码\n', 'empty'],
    ['名单.xlsx', 'a,b\n1,2', 'format'],
  ])('%s that cannot be read is told why', async (fileName, text, problem) => {
    const { desk } = await deskWith()
    const uploadId = await upload(desk, text)
    const refused = await desk.client.campaigns
      .inspect({ uploadId, sheet: sheet(fileName) })
      .catch((caught: unknown) => caught)
    expect(refused).toBeInstanceOf(Refused)
    if (refused instanceof Refused) {
      expect(refused.error).toMatchObject({ code: 'list.unreadable', params: { problem } })
    }
  })

  it('is checked row by row', async () => {
    const { desk } = await deskWith()
    const off = must(`+86${numberOf(4, 1)}`, isE164, 'number')
    await desk.client.doNotCall.add({ numbers: [off], note: '' })
    const good = parcelRow(numberOf(0, 1))
    const checked = await checkedCampaign(desk, [
      good,
      parcelRow('12345'),
      parcelRow('+85261234567'),
      good,
      parcelRow(numberOf(4, 1)),
      parcelRow(numberOf(5, 1)).with(2, '三'),
      parcelRow(` 138 0000-0061 `),
    ])
    expect(checked.state).toBe('checked')
    expect(checked.counts).toMatchObject({
      rows: 7,
      states: { waiting: 2, skipped: 5 },
      skipped: { badNumber: 1, unreachableNumber: 1, duplicate: 1, doNotCall: 1, values: 1 },
    })
    const { rows } = await desk.client.campaigns.rows(everyRow)
    expect(rows.map(({ skip }) => skip)).toEqual([
      undefined,
      'badNumber',
      'unreachableNumber',
      'duplicate',
      'doNotCall',
      'values',
      undefined,
    ])
    expect(rows[6]?.number).toBe('+8613800000061')
  })

  it('with contents that break a rule is not checked', async () => {
    const { desk } = await deskWith()
    await desk.client.campaigns.save({ campaignId, fields: fields({ contents: [] }) })
    const uploadId = await upload(desk, csvOf(rowsOf([1])))
    await desk.client.campaigns.importList({ campaignId, uploadId, sheet: sheet(), numberColumn: 1 })
    await campaignWhen(desk, ({ state, counts }) => state === 'draft' && counts.rows === 1)
    const refused = await desk.client.campaigns.check({ campaignId }).catch((caught: unknown) => caught)
    expect(refused).toMatchObject({ error: { code: 'notify.notAcceptable', params: { finding: 'none' } } })
  })
})

describe('a campaign', () => {
  it('calls everybody as its policy says, and the keys come back to the rows', async () => {
    const { simulator, desk } = await deskWith()
    simulator.addRules([
      { endsWith: ['1'], attempts: [{ outcome: 'answered', digits: '1' }] },
      { endsWith: ['2'], attempts: [{ outcome: 'answered', digits: '2' }] },
      { endsWith: ['3'], attempts: [{ outcome: 'busy' }, { outcome: 'answered', digits: '1' }] },
      { endsWith: ['4'], attempts: [{ outcome: 'noAnswer' }] },
      { endsWith: ['5'], attempts: [{ outcome: 'poweredOff' }] },
      { endsWith: ['6'], attempts: [{ refuse: '1013004' }] },
    ])
    await checkedCampaign(desk, rowsOf([1, 2, 3, 4, 5, 6]))
    await desk.client.campaigns.start({ campaignId })
    const over = await runUntil(desk, simulator, ({ state }) => state === 'finished')
    expect(over.counts).toMatchObject({
      states: { done: 6 },
      outcomes: { answered: 3, noAnswer: 1, poweredOff: 1, refused: 1 },
      digits: { '1': 2, '2': 1 },
      tags: { 确认: 2 },
      callBacks: 1,
      attempts: 9,
    })
    const { rows } = await desk.client.campaigns.rows(everyRow)
    expect(rows.map(({ attempts }) => attempts)).toEqual([1, 1, 2, 3, 1, 1])
    const asked = simulator.callees()
    expect(Object.values(asked).map((all) => all.length)).toEqual([1, 1, 2, 3, 1, 1])
    // Tags stand on the calls, and who pressed 2 is to be called back.
    const reader = await openReader({ dataDir: desk.dataDir })
    const tagsOf = async (row: number) => {
      const { callId } = rows[row] ?? {}
      return callId === undefined ? [] : (await reader.marks(callId)).tags.map(({ name }) => name)
    }
    await until('the tag is kept', async () => (await tagsOf(0)).includes('确认'))
    await until('the reminder is kept', async () => (await reader.openReminders()).length > 0)
    expect(await tagsOf(1)).toEqual([])
    expect(await reader.openReminders()).toMatchObject([{ number: rows[1]?.number, note: '到站通知' }])
    await reader.close()
    const { attempts } = await desk.client.campaigns.row({ campaignId, row: 3 })
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['busy', 'answered'])
    const [, second] = attempts
    if (second === undefined) throw new Error('there was no second attempt')
    const call = await desk.client.calls.get({ callId: second.callId })
    expect(call.call).toMatchObject({ campaignId, service: 'notification' })
  })

  it('tells each row its own values', async () => {
    const { simulator, desk } = await deskWith()
    const rows = [parcelRow(numberOf(0, 1)).with(3, '东门'), parcelRow(numberOf(1, 1)).with(3, '西门')]
    await checkedCampaign(desk, rows)
    await desk.client.campaigns.start({ campaignId })
    await runUntil(desk, simulator, ({ state }) => state === 'finished')
    const { rows: told } = await desk.client.campaigns.rows(everyRow)
    const said = await Promise.all(
      told.map(async ({ callId }) => {
        if (callId === undefined) throw new Error('a row was not called')
        return (await desk.client.notify.sent({ callId })).sent
      }),
    )
    expect(said.map((sent) => (sent?.kind === 'notification' ? sent.contents[1] : undefined))).toMatchObject([
      { values: ['3', '东门', '2026/03/01', '18:30'] },
      { values: ['3', '西门', '2026/03/01', '18:30'] },
    ])
  })

  it('is paused, goes on, and is stopped with a hang-up of what runs', async () => {
    const { simulator, desk } = await deskWith({}, 4)
    await checkedCampaign(desk, rowsOf(Array.from({ length: 40 }, () => 1)))
    await desk.client.campaigns.start({ campaignId })
    await campaignWhen(desk, ({ counts }) => (counts.states.calling ?? 0) >= 3)
    const paused = await desk.client.campaigns.pause({ campaignId })
    expect(paused).toMatchObject({ state: 'paused', pause: { reason: 'person' } })
    const before = simulator.state().calls
    await simulator.advance(200)
    expect(simulator.state().calls).toBe(before)
    await desk.client.campaigns.start({ campaignId })
    await campaignWhen(desk, () => simulator.state().calls > before)
    const stopped = await desk.client.campaigns.stop({ campaignId })
    expect(stopped.state).toBe('stopped')
    expect(stopped.counts.states.waiting ?? 0).toBe(0)
    await simulator.advance(5)
    await until('every call has ended', () => simulator.state().sessions.every(({ ended }) => ended))
    expect(simulator.state().sessions.some(({ stateCode }) => stateCode === 8017)).toBe(true)
  })

  it('pauses at once when signing in fails, sends nothing more, and leaves nobody out', async () => {
    const { simulator, desk } = await deskWith()
    await checkedCampaign(desk, rowsOf([1, 1, 1, 1, 1]), { pace: { perSecond: 5, concurrency: 1 } })
    simulator.addFault({ operation: 'callnotify', kind: 'resultcode', code: '1010010', httpStatus: 401 })
    await desk.client.campaigns.start({ campaignId })
    const paused = await campaignWhen(desk, ({ state }) => state === 'paused')
    expect(paused.pause).toMatchObject({ reason: 'authentication', resultcode: '1010010' })
    expect(simulator.state().requestLog).toHaveLength(1)
    expect(paused.counts.states).toEqual({ waiting: 5 })
    const refused = await desk.client.campaigns.start({ campaignId }).catch((caught: unknown) => caught)
    expect(refused).toMatchObject({ error: { code: 'profile.paused' } })
    await desk.client.profiles.resume({ profileId: NOTIFY_PROFILE })
    await desk.client.campaigns.start({ campaignId })
  })

  it.each([
    ['1013119', 'numberSuspended'],
    ['1020168', 'restricted'],
    ['1013121', 'blackTime'],
    ['1010040', 'account'],
  ])('pauses when the platform says %s: %s', async (code, reason) => {
    const { simulator, desk } = await deskWith()
    await checkedCampaign(desk, rowsOf([1, 1]))
    simulator.addFault({ operation: 'callnotify', kind: 'resultcode', code, httpStatus: 403 })
    await desk.client.campaigns.start({ campaignId })
    const paused = await campaignWhen(desk, ({ state }) => state === 'paused')
    expect(paused.pause).toMatchObject({ reason, resultcode: code })
    expect(paused.counts.states).toEqual({ waiting: 2 })
  })

  it('leaves an attempt whose answer was lost unknown, to a push or a person', async () => {
    const { simulator, desk } = await deskWith()
    simulator.addFault({ operation: 'push.status', kind: 'dropBefore', times: 0 })
    simulator.addFault({ operation: 'push.fee', kind: 'dropBefore', times: 0 })
    simulator.addFault({ operation: 'callnotify', kind: 'cutAfter', times: 1 })
    simulator.addFault({ operation: 'callnotify', kind: 'cutBefore', times: 1 })
    await checkedCampaign(desk, rowsOf([1, 1]))
    await desk.client.campaigns.start({ campaignId })
    const over = await campaignWhen(desk, ({ state }) => state === 'finished')
    expect(over.counts.states).toEqual({ unknown: 2 })
    // A person says that nobody was called in the second row, and it is called again.
    const settled = await desk.client.campaigns.settle({ campaignId, row: 2, verdict: 'notPlaced' })
    expect(settled.state).toBe('waiting')
    const placed = await desk.client.campaigns.settle({ campaignId, row: 1, verdict: 'placed' })
    expect(placed).toMatchObject({ state: 'done', outcome: 'unknown' })
    simulator.clearFaults()
    expect((await desk.client.campaigns.get({ campaignId })).state).toBe('paused')
  })

  it('calls nobody beyond the advice on frequency: what was called before counts, and what falls due counts again', async () => {
    const { simulator, desk } = await deskWith()
    simulator.addRules([{ endsWith: ['3'], attempts: [{ outcome: 'busy' }] }])
    const advice = { in24Hours: 2, in30Days: 10 }
    await checkedCampaign(desk, rowsOf([1, 3]), { advice })
    await desk.client.campaigns.start({ campaignId })
    const first = await runUntil(desk, simulator, ({ state }) => state === 'finished')
    // The policy would have called the busy one three times.
    expect(first.counts).toMatchObject({ outcomes: { answered: 1, busy: 1 }, attempts: 3 })
    expect(Object.values(simulator.callees()).map((all) => all.length)).toEqual([1, 2])

    await desk.client.campaigns.remove({ campaignId })
    const again = await checkedCampaign(desk, rowsOf([1, 3]), { advice })
    expect(again.counts).toMatchObject({ states: { waiting: 1, skipped: 1 }, skipped: { advice24Hours: 1 } })
  })

  it('does not call a number that was put on the do-not-call list after the check', async () => {
    const { simulator, desk } = await deskWith()
    await checkedCampaign(desk, rowsOf([1, 1]))
    const off = must(`+86${numberOf(1, 1)}`, isE164, 'number')
    await desk.client.doNotCall.add({ numbers: [off], note: '来电要求' })
    await desk.client.campaigns.start({ campaignId })
    const over = await runUntil(desk, simulator, ({ state }) => state === 'finished')
    expect(over.counts).toMatchObject({ states: { done: 1, skipped: 1 }, skipped: { doNotCall: 1 } })
    expect(Object.keys(simulator.callees())).toEqual([`+86${numberOf(0, 1)}`])
  })

  it('waits for the allowed hours, and calls when a person opens them', async () => {
    const { simulator, desk } = await deskWith()
    // A day of the week that is not today, wherever this runs.
    const today = new Date(Date.now() + 8 * 3_600_000).getUTCDay() || 7
    const hours = [{ days: [((today + 2) % 7) + 1], from: '09:00', to: '18:00' }]
    await checkedCampaign(desk, rowsOf([1]), { hours })
    await desk.client.campaigns.start({ campaignId })
    const waiting = await campaignWhen(desk, (campaign) => campaign.waiting?.for === 'hours')
    expect(waiting.waiting?.until).toBeGreaterThan(Date.now())
    expect(simulator.state().requestLog).toEqual([])
    await desk.client.campaigns.save({ campaignId, fields: fields({ hours: [] }) })
    await runUntil(desk, simulator, ({ state }) => state === 'finished')
    const refused = await desk.client.campaigns
      .save({ campaignId, fields: fields({ rules: [] }) })
      .catch((caught: unknown) => caught)
    expect(refused).toMatchObject({ error: { code: 'campaign.state', params: { state: 'finished' } } })
  })

  it('exports its rows with what came of them', async () => {
    const { simulator, desk } = await deskWith()
    simulator.script([{ outcome: 'answered', digits: '1' }])
    await checkedCampaign(desk, rowsOf([1]))
    await desk.client.campaigns.start({ campaignId })
    await runUntil(desk, simulator, ({ state }) => state === 'finished')
    const texts: string[] = []
    for (const format of ['csv', 'xlsx'] as const) {
      const { taskId } = await desk.client.campaigns.exportRows({
        campaignId,
        filter: {},
        format,
        language: 'zh-CN',
      })
      let path: string | undefined
      await until('the export is written', async () => {
        const task = (await desk.client.tasks.list({})).tasks.find(({ id }) => id === taskId)
        path = task?.resultPath
        return task?.state === 'done'
      })
      const file = await desk.app.web(new Request(`http://voicedesk${path}`))
      expect(file.status).toBe(200)
      texts.push(await file.text())
    }
    expect(texts[0]).toContain(HEADINGS.join(','))
    expect(texts[0]).toMatch(/已完成,已接通,1,1,确认/)
    expect(texts[1]?.startsWith('PK')).toBe(true)
  })
})

it('reads what it wrote', async () => {
  const { desk } = await deskWith()
  const { createSheets } = await import('../sheets/index.ts')
  const path = `${desk.dataDir}/written.xlsx`
  async function* rows() {
    yield [['+8613800138000', '人民公园']]
  }
  await createSheets().write(path, 'xlsx', ['手机号', '地点'], rows())
  const uploadId = await upload(desk, await readFile(path))
  const found = await desk.client.campaigns.inspect({ uploadId, sheet: sheet('名单.xlsx') })
  expect(found.columns.map(({ heading, samples }) => [heading, ...samples])).toEqual([
    ['手机号', '+8613800138000'],
    ['地点', '人民公园'],
  ])
})
