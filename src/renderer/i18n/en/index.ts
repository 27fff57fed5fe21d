import { calls } from './calls.ts'
import { dial } from './dial.ts'
import { common } from './everywhere.ts'
import { frame } from './frame.ts'
import { history } from './history.ts'
import { player } from './player.ts'
import { profiles } from './profiles.ts'
import { prompts } from './prompts.ts'
import { receiver } from './receiver.ts'
import { reviews } from './reviews.ts'
import { settings } from './settings.ts'
import { templates } from './templates.ts'
import { uploads } from './uploads.ts'

export const en = {
  common,
  frame,
  dial,
  calls,
  history,
  player,
  profiles,
  settings,
  receiver,
  prompts,
  uploads,
  reviews,
  templates,
} as const
