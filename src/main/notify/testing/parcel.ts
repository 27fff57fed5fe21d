import type { ProfileFields } from '../../../contract/profiles.ts'
import { isE164, isProfileId, isTemplateId, must } from '../../../domain/values.ts'
import { type AppSpec, DEMO_APPS } from '../../../simulator/index.ts'
import { type Desk, fieldsFor } from '../../testing/whole-app.ts'

/** The notification application of the simulator's demonstration account, its template, and a profile for it. */

const appOf = (service: AppSpec['service']): AppSpec => {
  const app = DEMO_APPS.find((one) => one.service === service)
  if (app === undefined) throw new Error(`the demonstration account has no application for ${service}`)
  return app
}

export const NOTIFY_APP = appOf('notification')
export const CODE_APP = appOf('verification')
export const NOTIFY_PROFILE = must('profile-for-notices', isProfileId, 'profile id')
export const CODE_PROFILE = must('profile-for-codes', isProfileId, 'profile id')
export const DISPLAY = must('+8675528000222', isE164, 'number')
export const CODE_DISPLAY = must('+8675528000333', isE164, 'number')

export const PARCEL = must('template-parcel', isTemplateId, 'template id')
// biome-ignore lint/suspicious/noTemplateCurlyInString: the platform writes its variables like this
export const PARCEL_CONTENT = '您有${NUM_2}件快递请到${TXT_32}领取，截止${DATE}，${TIME}'
export const PARCEL_VALUES = ['3', '人民公园正门', '2026/03/01', '18:30']

export async function withNotifyProfile(
  desk: Pick<Desk, 'client'>,
  address: string,
  more: Partial<ProfileFields> = {},
): Promise<void> {
  await addProfile(desk, NOTIFY_PROFILE, NOTIFY_APP, address, more)
  await desk.client.templates.save({
    templateId: PARCEL,
    fields: { title: '快递到站', content: PARCEL_CONTENT, platformTemplateId: 'a1b2c3d4e5f6' },
  })
}

export const withCodeProfile = (desk: Pick<Desk, 'client'>, address: string): Promise<void> =>
  addProfile(desk, CODE_PROFILE, CODE_APP, address, {})

async function addProfile(
  desk: Pick<Desk, 'client'>,
  profileId: typeof NOTIFY_PROFILE,
  app: AppSpec,
  address: string,
  more: Partial<ProfileFields>,
): Promise<void> {
  await desk.client.profiles.save({
    profileId,
    fields: fieldsFor(address, {
      service: app.service,
      appKey: app.appKey,
      displayNumbers: app.displayNumbers.map((number) => must(number, isE164, 'number')),
      ...more,
    }),
  })
  await giveSecret(desk, profileId, app)
}

/** Kept in memory, so it is to be given again after a start. */
export async function giveSecret(
  desk: Pick<Desk, 'client'>,
  profileId = NOTIFY_PROFILE,
  app = NOTIFY_APP,
): Promise<void> {
  await desk.client.profiles.setSecret({ profileId, secret: app.appSecret, keepIn: 'memory' })
}
