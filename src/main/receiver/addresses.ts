/**
 * Where the platform pushes what. Private Number has an address per kind in its console
 * (private-number-axe-axyb-x.md §1.5); whatever comes to any of them is known by what it holds.
 */
const PUSH_PLACES = {
  status: 'status',
  fee: 'fee',
  callin: 'callin',
  sms: 'sms',
  smsControl: 'sms-control',
  numberState: 'number-state',
} as const
type PushPlace = keyof typeof PUSH_PLACES

export type PushUrls = Readonly<Record<PushPlace, string>>

/** `/p/<token>/<place>`. */
export const PUSH_PATH = new RegExp(`^/p/([0-9a-z]{16,64})/(${Object.values(PUSH_PLACES).join('|')})/?$`)

export const pushUrlsAt = (base: string, token: string): PushUrls => {
  const at = (place: PushPlace) => `${base}/p/${token}/${PUSH_PLACES[place]}`
  return {
    status: at('status'),
    fee: at('fee'),
    callin: at('callin'),
    sms: at('sms'),
    smsControl: at('smsControl'),
    numberState: at('numberState'),
  }
}
