export const ROUTES = {
  dial: '/',
  history: '/history',
  masking: '/masking',
  newBinding: '/masking/new',
  privateNumbers: '/masking/numbers',
  batches: '/masking/batches',
  routing: '/masking/routing',
  messages: '/masking/messages',
  notify: '/notify',
  code: '/notify/code',
  campaigns: '/notify/campaigns',
  doNotCall: '/notify/do-not-call',
  contacts: '/history/contacts',
  cost: '/history/cost',
  gaps: '/history/gaps',
  prompts: '/prompts',
  templates: '/prompts/templates',
  recordings: '/recordings',
  review: '/review',
  settings: '/settings',
  profiles: '/settings/profiles',
  receiver: '/settings/receiver',
} as const

/** Where a call is read in full. */
export const callRoute = (callId: string): string => `${ROUTES.history}/${callId}`

/** Where a recording is heard; without an id, the lists of them. */
export const recordingRoute = (callId?: string): string =>
  callId === undefined ? ROUTES.recordings : `${ROUTES.recordings}/${callId}`

/** A part of the review, and what is open in it. */
export const reviewRoute = (part: 'queue' | 'cards' | 'results', item?: string): string =>
  item === undefined ? `${ROUTES.review}/${part}` : `${ROUTES.review}/${part}/${item}`
/** Where a campaign is set up and watched. */
export const campaignRoute = (campaignId: string): string => `${ROUTES.campaigns}/${campaignId}`
/** Where a binding is read and changed. */
export const bindingRoute = (bindingId: string): string => `${ROUTES.masking}/${bindingId}`

/** Where a file of bindings is followed. */
export const batchRoute = (batchId: string): string => `${ROUTES.batches}/${batchId}`

/** Where a rule of mode X is changed, or one of the other parts of the screen stands. */
export const routingRoute = (item: string): string => `${ROUTES.routing}/${item}`

/** Where a text message is read. */
export const messageRoute = (messageId: string): string => `${ROUTES.messages}/${messageId}`
/** Where a contact is edited; a new one under an id of its own. */
export const contactRoute = (contactId: string): string => `${ROUTES.contacts}/${contactId}`

/** Where a prompt is looked at. */
export const promptRoute = (promptId: string): string => `${ROUTES.prompts}/${promptId}`

/** Where a voice template is written. */
export const templateRoute = (templateId: string): string => `${ROUTES.templates}/${templateId}`

export type RailEntry =
  | 'dial'
  | 'history'
  | 'recordings'
  | 'masking'
  | 'notify'
  | 'prompts'
  | 'review'
  | 'settings'

/** Beginnings of a path and the entry they belong to; the first that fits counts. */
const ENTRIES: readonly (readonly [string, RailEntry])[] = [
  [ROUTES.history, 'history'],
  [ROUTES.masking, 'masking'],
  [ROUTES.notify, 'notify'],
  [ROUTES.prompts, 'prompts'],
  [ROUTES.recordings, 'recordings'],
  [ROUTES.review, 'review'],
  [ROUTES.settings, 'settings'],
]

/** Which entry of the rail a place belongs to. */
export const railEntry = (path: string): RailEntry =>
  ENTRIES.find(([beginning]) => path.startsWith(beginning))?.[1] ?? 'dial'
