import { annotations } from './annotations.ts'
import { audit } from './audit.ts'
import { backup } from './backup.ts'
import { batches } from './batches.ts'
import { bindings } from './bindings.ts'
import { calls } from './calls.ts'
import { campaigns } from './campaigns.ts'
import { contacts } from './contacts.ts'
import { cost } from './cost.ts'
import { dial } from './dial.ts'
import { doNotCall } from './do-not-call.ts'
import { doctor } from './doctor.ts'
import { common } from './everywhere.ts'
import { exports } from './exports.ts'
import { frame } from './frame.ts'
import { gaps } from './gaps.ts'
import { history } from './history.ts'
import { messages } from './messages.ts'
import { notify } from './notify.ts'
import { player } from './player.ts'
import { privacy } from './privacy.ts'
import { privateNumbers } from './private-numbers.ts'
import { profiles } from './profiles.ts'
import { prompts } from './prompts.ts'
import { receiver } from './receiver.ts'
import { recordings } from './recordings.ts'
import { reminders } from './reminders.ts'
import { retention } from './retention.ts'
import { review } from './review.ts'
import { reviews } from './reviews.ts'
import { routing } from './routing.ts'
import { settings } from './settings.ts'
import { tasks } from './tasks.ts'
import { templates } from './templates.ts'
import { uploads } from './uploads.ts'

export const en = {
  common,
  frame,
  tasks,
  audit,
  doctor,
  dial,
  calls,
  history,
  annotations,
  contacts,
  reminders,
  player,
  profiles,
  settings,
  receiver,
  prompts,
  uploads,
  recordings,
  review,
  reviews,
  templates,
  notify,
  campaigns,
  doNotCall,
  bindings,
  privateNumbers,
  batches,
  routing,
  messages,
  privacy,
  backup,
  gaps,
  retention,
  exports,
  cost,
} as const
