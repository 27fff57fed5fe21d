import type { Client } from '../../contract/index.ts'
import { isE164, isProfileId, isRequestId, must } from '../../domain/values.ts'
import { DEMO_PRIVATE_NUMBER_APPS } from '../../simulator/demo-account.ts'
import type { Simulator } from '../../simulator/index.ts'

export type MaskingMode = 'axb' | 'ax' | 'axe' | 'axyb' | 'x'

export const e164 = (text: string) => must(text, isE164, 'number')

let acts = 0
/** One act of a person. */
export function act() {
  acts += 1
  return must(`masking-act-${acts}`, isRequestId, 'request id')
}

/** A profile for a mode of Private Number, its secret in memory, its pushes told to the simulator. */
export async function maskingProfile(
  desk: { readonly client: Client },
  simulator: Simulator,
  mode: MaskingMode,
  address = simulator.url,
) {
  const { client } = desk
  const app = DEMO_PRIVATE_NUMBER_APPS.find((one) => one.mode.toLowerCase() === mode)
  if (app === undefined) throw new Error(`no application for ${mode}`)
  const profileId = must(`profile-${mode}-under-test`, isProfileId, 'profile id')
  const { push } = await client.profiles.save({
    profileId,
    fields: {
      name: mode,
      service: mode,
      environment: 'simulator',
      address,
      appKey: app.appKey,
      scheme: 'AKSK',
      displayNumbers: [],
      privateNumbers: app.numbers.map(({ number }) => e164(number)),
      signaturePolicy: 'enforce',
    },
  })
  await client.profiles.setSecret({ profileId, secret: app.appSecret, keepIn: 'memory' })
  if (push === undefined) throw new Error('the receiver does not listen')
  simulator.addPrivateNumberApp({
    ...app,
    statusUrl: push.status,
    feeUrl: push.fee,
    smsUrl: push.sms,
    smsControlUrl: push.smsControl,
    numberStatusUrl: push.numberState,
  })
  return { profileId, app, x: e164(app.numbers[0]?.number ?? '') }
}
