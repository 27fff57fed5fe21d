/** The codes the simulator answers with: HTTP status and text of `codes/result-codes.json`. */
const ANSWERS = {
  '1010001': [500, 'Internal system error.'],
  '1010002': [403, 'Invalid request.'],
  '1010003': [403, 'Invalid app_key.'],
  '1010006': [403, 'Invalid Rest API.'],
  '1010007': [403, 'The ativeState of User is not ACTIVATING.'],
  '1010008': [403, 'The status of the app_key is unavailable.'],
  '1010009': [403, 'No more APIs can be invoked.'],
  '1010010': [401, 'Invalid digest.'],
  '1010011': [403, 'The app is not allowed to access a commercial address.'],
  '1010013': [401, 'Time out limit.'],
  '1010021': [403, 'Application unavailable.'],
  '1010023': [403, 'Display number invalid.'],
  '1010029': [403, 'The subscriber status is frozen.'],
  '1010040': [403, 'The app_key is not allowed to invoke the API.'],
  '1011001': [403, 'Account does not exist.'],
  '1011002': [403, 'Insufficient number of resources.'],
  '1011003': [403, 'Exceeded the upper limit of resources that can be applied for.'],
  '1011004': [403, 'The number is not applied for binding application.'],
  '1011005': [403, 'Resources have been allocated.'],
  '1011006': [403, 'Under traffic control status'],
  '1012001': [403, 'Resource of number is not to be applied.'],
  '1012002': [403, 'The template ID is not approved.'],
  '1012003': [403, 'The template ID does not exist.'],
  '1012004': [403, 'The template ID does not exist.'],
  '1012005': [403, '%s of templateParas does not meet template requirements.'],
  '1012006': [403, 'The service number is not applied.'],
  '1012007': [403, 'The record does not exist.'],
  '1012008': [403, 'Insufficient number of resources.'],
  '1012010': [403, 'The relation number has been bound.'],
  '1012012': [403, 'Application does not open recording function.'],
  '1012102': [403, 'The number status is abnormal.'],
  '1013001': [403, 'Calls exceed the SP limit.'],
  '1013002': [403, 'Calls exceed the APP limit.'],
  '1013003': [403, 'Calls exceed the display number limit.'],
  '1013004': [403, 'Callee in blacklist.'],
  '1013011': [403, 'Callee is not on the whitelist.'],
  '1013100': [403, 'Common error code .'],
  '1013101': [403, 'Abnormal call restricted .'],
  '1013111': [403, 'International callin is forbidden.'],
  '1013112': [403, 'International callout is forbidden.'],
  // The platform's words for 1013117 and 1020154 were not seen; these are our own.
  '1013117': [403, 'Callee number call frequency restricted.'],
  '1013118': [403, 'Service number call frequency restricted.'],
  '1013119': [403, 'Service number suspend.'],
  '1013120': [403, 'Ip address is null.'],
  '1013121': [403, 'Call black time forbidden.'],
  '1013122': [403, 'Sub enterprise is suspended.'],
  '1016001': [403, 'The record does not exist.'],
  '1016002': [403, 'The record already exists.'],
  '1020001': [500, 'Parameter error.'],
  '1020002': [500, 'Internal error.'],
  '1020150': [500, 'The app_key is invalid.'],
  '1020151': [500, 'Not enough voice ports.'],
  '1020154': [403, 'The voice ports of the platform are used up.'],
  '1020165': [403, 'The number of app_key voice call ports exceeds the upper limit.'],
  '1020166': [403, 'The app client ip is not in ip white list.'],
  '1020167': [403, 'No idle extend Number.'],
  '1020168': [403, 'The call is rejected because the login IP of the peer app is in a restricted area.'],
  '1020176': [403, 'Authentication failed, try again later'],
  // Named by private-number-axe-axyb-x.md 2.1 only; status and words are our own.
  '1020182': [403, 'The number is bound too often today.'],
  '1023006': [400, 'Authorization not contained in the HTTP header.'],
  '1023007': [400, 'realm not contained in Authorization.'],
  '1023008': [400, 'profile not contained in Authorization.'],
  '1023009': [400, 'The value of realm in Authorization must be SDP.'],
  '1023010': [400, 'The value of profile in Authorization must be UsernameToken.'],
  '1023011': [400, 'The value of type in Authorization must be app_key.'],
  '1023012': [400, 'type not contained in Authorization.'],
  '1023013': [400, 'WSSE not contained in Authorization.'],
  '1023026': [400, 'X-WSSE not contained in the HTTP header.'],
  '1023027': [400, 'Username not contained in X-WSSE.'],
  '1023028': [400, 'Nonce not contained in X-WSSE.'],
  '1023029': [400, 'Created not contained in X-WSSE.'],
  '1023033': [400, 'HTTP header not found X-AKSK field.'],
  '1023034': [400, 'UserName not contained in X-AKSK.'],
  '1023035': [400, 'Nonce not contained in X-AKSK.'],
  '1023036': [400, 'Created not contained in X-AKSK.'],
  '1023037': [400, 'PasswordDigest not contained in X-AKSK.'],
  '1023038': [400, 'UsernameToken not contained in X-AKSK.'],
} as const satisfies Record<string, readonly [number, string]>

export type RefusalCode = keyof typeof ANSWERS

/** A request the platform does not accept: thrown where it is found, answered in one place. */
export class Refusal extends Error {
  readonly code: string
  readonly httpStatus: number

  constructor(code: string, httpStatus: number, text: string) {
    // resultdesc is String(1-128) (voice-call.md 0).
    super(text.slice(0, 128))
    this.name = 'Refusal'
    this.code = code
    this.httpStatus = httpStatus
  }
}

/** @param text replaces the documented text, for codes whose text names the fault */
export function refusal(code: RefusalCode, text?: string): Refusal {
  const [httpStatus, documented] = ANSWERS[code]
  return new Refusal(code, httpStatus, text ?? documented)
}

/** `1010002`, whose text "normally names the parameter" (result-codes.json). */
export function badParameter(name: string, fault: string): Refusal {
  return refusal('1010002', `Invalid request.${name} ${fault}.`)
}

/** `1010010` at 403 instead of 401: the same number means flow control there (auth.md 4). */
export function flowControl(code: '1010010' | '1011006'): Refusal {
  if (code === '1011006') return refusal(code)
  return new Refusal(code, 403, 'The flow control upper limit is reached on the platform.')
}

/** Any documented code by its number, for faults that a test asks for. */
export function refusalNamed(code: string, httpStatus?: number): Refusal {
  const known = Object.entries(ANSWERS).find(([name]) => name === code)?.[1]
  return new Refusal(code, httpStatus ?? known?.[0] ?? 403, known?.[1] ?? `Refused with ${code}.`)
}
