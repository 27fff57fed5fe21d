/**
 * Readings of points that the pages of Private Number mark «not confirmed», and limits they leave open. Of the
 * choices of Voice Call these hold here too: flow control, sign-in and lock-out, dependentWithoutSwitch,
 * refuseUnknownFields, absentTimes, emptyCollectInfo, and those of recordings.
 */
export type PrivateNumberChoices = {
  /** Default `accept`. JSON booleans for recordFlag and privateSms. */
  readonly booleans: 'accept' | 'refuse'
  /** Default `any`. Whether GET and DELETE need the Content-Type too. */
  readonly contentTypeOnQuery: 'any' | 'required'
  /** Default `refuse` (1010002). privateSms sent to an application without SMS. */
  readonly privateSmsWithoutSms: 'refuse' | 'ignore'
  /** Default 5000. Pairs of one X in AXB. */
  readonly pairsPerNumber: number
  /** Default 5. X of one A in AX and AXYB. */
  readonly numbersPerUser: number
  /** Default `Infinity`. Bindings of one X in one simulated day (1020182). */
  readonly bindsPerNumberPerDay: number
  /** Default `sent`. Which of callDirection, duration, maxDuration an AXB bind answer holds. */
  readonly axbBindAnswer: 'sent' | 'all' | 'none'
  /** Default false. Whether the AXB bind answer holds userData. */
  readonly axbEchoesUserData: boolean
  /** Default `refuse` (1010002). AXB without relationNum and areaCode when A is a landline. */
  readonly landlineWithoutX: 'refuse' | 'area'
  /** Default `integer`. How totalCount, pageIndex and pageSize of the AXB query are written. */
  readonly pagingFields: 'integer' | 'text'
  /** Default `utc`. Clock that subscribeTime shows. */
  readonly subscribeTimeZone: 'utc' | 'beijing'
  /** Default `ignore`. Parameters that a modify table does not list: AXB recordHintTone; AX recordHintTone,
   * preVoice, calleeNumDisplay; AXE userData. */
  readonly unlistedInModify: 'ignore' | 'take'
  /** Default `default`: strict. AX bind with areaCode and without areaMatchMode. */
  readonly axAreaMatchMode: 'default' | 'required'
  /** Default `optional`. calleeNumDisplay in AX bind. */
  readonly calleeNumDisplay: 'optional' | 'required'
  /** Default false. Whether the AX query tells calleeNumDisplay, preVoice and lastMinVoice. */
  readonly axQueryTellsAll: boolean
  /** Default `refused`: callers of X meet stateCode 8018. What turnFlag `off` does to calls and messages. */
  readonly turnedOff: 'refused' | 'connected'
  /** Default true. Whether a call of A uses the temporary callee up. */
  readonly temporaryCalleeOnce: boolean
  /** Default `1012007`. Code of AXE and AXYB for a binding that does not exist. */
  readonly unknownBinding: '1012007' | '1016001'
  /** Default `refuse` (1010002). AXE bind with neither virtualNum nor areaCode. */
  readonly axeWithoutX: 'refuse' | 'any'
  /** Default `0`: hours. timeUnit of AXE when it is not sent. */
  readonly axeTimeUnit: '0' | '1'
  /** Default 0: never. bindExpiredTime of AXE when it is not sent, in hours. */
  readonly axeExpiryHours: number
  /** Default 720. Longest bindExpiredTime and callbackExpiredTime of AXE, in hours. */
  readonly axeLongestHours: number
  /** Default true. Whether a new bindExpiredTime counts from the change. */
  readonly axeExpiryRestarts: boolean
  /** Default names of the response lists that the pages do not show. */
  readonly axeListField: string
  readonly axeCountField: string
  /** Default `nextCusor`, as printed. Next cursor of the AXE query v2.0. */
  readonly axeCursorField: 'nextCusor' | 'nextCursor'
  /** Default true. Whether an AXYB bind of AX must name a city. */
  readonly axybAreaRequired: boolean
  /** Default 7200 s. `duration` of AXYB when it is not sent. */
  readonly axybDuration: number
  /** Default 1000. AX bindings that one Y serves. */
  readonly bindingsPerY: number
  /** Default `all`. AXYB query with more than five relations: all of them, or the first five. */
  readonly axybListed: 'all' | 'five'
  /** Default `missing`. numY and numB while there is no YB. */
  readonly axybAbsent: 'missing' | 'empty'
  /** Default `all`. Which modes callStop serves: documented for AXYB only. */
  readonly callStop: 'all' | 'axyb'
  /** Default `html`: the type that the page's example shows over JSON. */
  readonly callStopType: 'html' | 'json'
  /** Default `aksk`. Headers of pushes. */
  readonly pushSignature: 'aksk' | 'wsse' | 'none'
  /** Default `first`. Where the 1, 4, 9, 106, 203 and 300 minutes count from. */
  readonly repushFrom: 'first' | 'previous'
  /** Default false. Whether an X-mode callin whose answer failed is asked again by the same steps. */
  readonly repushXCallin: boolean
  /** Default false. Whether number states are pushed again by the same steps. */
  readonly repushNumberStatus: boolean
  /** Default 5. Minutes between repeats of an SMS notice. */
  readonly smsRepushMinutes: number
  /** Default `TextSMS` as some pages print; others print `Text SMS`. */
  readonly smsEvent: 'TextSMS' | 'Text SMS'
  /** Default true. Whether a Notify follows a message that was dropped or not decided (sendResult 6, 7). */
  readonly notifyDropped: boolean
  /** Default true. Whether the `called` of a Block is X, or absent. */
  readonly blockNamesX: boolean
  /** Default 3000, real milliseconds. Patience for the answer to a Block push. */
  readonly askTimeoutMs: number
  /** Default 8020. stateCode of an X-mode call whose question got no answer in time. */
  readonly unansweredCode: number
  /** Default false. Whether X-mode events other than callin carry notifyMode `Notify`. */
  readonly xNamesNotify: boolean
  /** Default 0. `direction` of X-mode records, and of their SMS when connected. */
  readonly xDirection: 0 | 1
}

export const PRIVATE_NUMBER_DEFAULTS: PrivateNumberChoices = {
  booleans: 'accept',
  contentTypeOnQuery: 'any',
  privateSmsWithoutSms: 'refuse',
  pairsPerNumber: 5000,
  numbersPerUser: 5,
  bindsPerNumberPerDay: Number.POSITIVE_INFINITY,
  axbBindAnswer: 'sent',
  axbEchoesUserData: false,
  landlineWithoutX: 'refuse',
  pagingFields: 'integer',
  subscribeTimeZone: 'utc',
  unlistedInModify: 'ignore',
  axAreaMatchMode: 'default',
  calleeNumDisplay: 'optional',
  axQueryTellsAll: false,
  turnedOff: 'refused',
  temporaryCalleeOnce: true,
  unknownBinding: '1012007',
  axeWithoutX: 'refuse',
  axeTimeUnit: '0',
  axeExpiryHours: 0,
  axeLongestHours: 720,
  axeExpiryRestarts: true,
  axeListField: 'bindInfoList',
  axeCountField: 'numberList',
  axeCursorField: 'nextCusor',
  axybAreaRequired: true,
  axybDuration: 7200,
  bindingsPerY: 1000,
  axybListed: 'all',
  axybAbsent: 'missing',
  callStop: 'all',
  callStopType: 'html',
  pushSignature: 'aksk',
  repushFrom: 'first',
  repushXCallin: false,
  repushNumberStatus: false,
  smsRepushMinutes: 5,
  smsEvent: 'TextSMS',
  notifyDropped: true,
  blockNamesX: true,
  askTimeoutMs: 3000,
  unansweredCode: 8020,
  xNamesNotify: false,
  xDirection: 0,
}
