import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Campaign, CampaignFields } from '../../../contract/campaigns.ts'
import { isCampaignId, isSourceId, must } from '../../../domain/values.ts'
import type { Simulator } from '../../../simulator/index.ts'
import { DISPLAY, NOTIFY_PROFILE, PARCEL } from '../../notify/testing/parcel.ts'
import { type Desk, until } from '../../testing/whole-app.ts'

type Client = Pick<Desk, 'client' | 'dataDir'>

/** Hundreds of calls take their time. */
const PATIENCE_MS = 60_000

export const CAMPAIGN = must('campaign-under-test', isCampaignId, 'campaign id')

/** Heading and rows as a parcel station exports them. */
export const HEADINGS = ['姓名', '手机号码', '件数', '驿站', '截止日期', '时间']

/** The number of a row, by a group that its last digit tells. */
export const numberOf = (row: number, group: number): string => `138${String(row).padStart(7, '0')}${group}`

export const csvOf = (rows: readonly (readonly string[])[]): string =>
  [HEADINGS, ...rows].map((row) => row.join(',')).join('\r\n')

export const parcelRow = (number: string): string[] => [
  '张三',
  number,
  '3',
  '人民公园正门',
  '2026/03/01',
  '18:30',
]

export const fields = (more: Partial<CampaignFields> = {}): CampaignFields => ({
  name: '到站通知',
  profileId: NOTIFY_PROFILE,
  display: DISPLAY,
  contents: [
    { kind: 'prompt', name: 'greeting_1.wav' },
    {
      kind: 'template',
      templateId: PARCEL,
      values: [
        { from: 'column', column: 2 },
        { from: 'column', column: 3 },
        { from: 'column', column: 4 },
        { from: 'text', text: '18:30' },
      ],
      collect: { digits: 1 },
    },
  ],
  pace: { perSecond: 50, concurrency: 50 },
  hours: [],
  retry: { attempts: 3, afterMinutes: { busy: 0, noAnswer: 0 } },
  rules: [
    { digits: '1', tag: '确认', callBack: false },
    { digits: '2', callBack: true },
  ],
  advice: { in24Hours: 10, in30Days: 10 },
  ...more,
})

/** Puts a file where an upload stands. */
export async function upload(
  desk: Pick<Desk, 'dataDir'>,
  bytes: Uint8Array | string,
  id = 'upload-under-test',
) {
  const uploadId = must(id, isSourceId, 'upload id')
  await writeFile(join(desk.dataDir, 'prompts', `${uploadId}.source`), bytes)
  return uploadId
}

export const sheet = (fileName = '名单.csv') => ({ fileName, encoding: 'auto' as const, headings: true })

export async function campaignWhen(
  desk: Pick<Desk, 'client'>,
  holds: (campaign: Campaign) => boolean,
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<Campaign> {
  let campaign = await desk.client.campaigns.get({ campaignId: CAMPAIGN })
  const what = () => JSON.stringify({ ...campaign, contents: [] })
  await until(
    'the campaign',
    async () => {
      await meanwhile()
      campaign = await desk.client.campaigns.get({ campaignId: CAMPAIGN })
      return holds(campaign)
    },
    PATIENCE_MS,
  ).catch(() => {
    throw new Error(`the campaign did not come to this; it is ${what()}`)
  })
  return campaign
}

/** A campaign whose list is imported and checked. */
export async function checkedCampaign(
  desk: Client,
  rows: readonly (readonly string[])[],
  more: Partial<CampaignFields> = {},
): Promise<Campaign> {
  await desk.client.campaigns.save({ campaignId: CAMPAIGN, fields: fields(more) })
  const uploadId = await upload(desk, csvOf(rows))
  await desk.client.campaigns.importList({
    campaignId: CAMPAIGN,
    uploadId,
    sheet: sheet(),
    numberColumn: 1,
  })
  await campaignWhen(desk, ({ state, counts }) => state === 'draft' && counts.rows === rows.length)
  await desk.client.campaigns.check({ campaignId: CAMPAIGN })
  return campaignWhen(desk, ({ state }) => state === 'checked' || state === 'draft')
}

/** Lets simulated time pass until the campaign is so. */
export const runUntil = (
  desk: Pick<Desk, 'client'>,
  simulator: Simulator,
  holds: (campaign: Campaign) => boolean,
): Promise<Campaign> => campaignWhen(desk, holds, () => simulator.advance(5))
