import type { z } from 'zod'
import { annotations } from './annotations.ts'
import { audit } from './audit.ts'
import { backups } from './backups.ts'
import { batches } from './batches.ts'
import { bindings } from './bindings.ts'
import { calls } from './calls.ts'
import { campaigns } from './campaigns.ts'
import { contacts } from './contacts.ts'
import { cost } from './cost.ts'
import { doNotCall } from './do-not-call.ts'
import { doctor } from './doctor.ts'
import { exports } from './exports.ts'
import { forms } from './forms.ts'
import { gaps } from './gaps.ts'
import { history } from './history.ts'
import { host } from './host.ts'
import { messages } from './messages.ts'
import { notify } from './notify.ts'
import { privacy } from './privacy.ts'
import { profiles } from './profiles.ts'
import { prompts } from './prompts.ts'
import { receiver } from './receiver.ts'
import { recordings } from './recordings.ts'
import { redaction } from './redaction.ts'
import { reminders } from './reminders.ts'
import { retention } from './retention.ts'
import { review } from './review.ts'
import { routing } from './routing.ts'
import { settings } from './settings.ts'
import { tasks } from './tasks.ts'
import { templates } from './templates.ts'
import { uploads } from './uploads.ts'
import { views } from './views.ts'

/** Everything the screen can ask and everything main can tell. Nothing else crosses. */
export const contract = {
  host,
  tasks,
  audit,
  doctor,
  settings,
  profiles,
  calls,
  history,
  annotations,
  reminders,
  views,
  contacts,
  recordings,
  redaction,
  review,
  receiver,
  prompts,
  templates,
  uploads,
  privacy,
  exports,
  backups,
  gaps,
  retention,
  bindings,
  batches,
  routing,
  messages,
  notify,
  forms,
  campaigns,
  doNotCall,
  cost,
}
export type Contract = typeof contract

export type TopicName = keyof Contract
export type Operations<T extends TopicName> = Contract[T]['operations']
export type Events<T extends TopicName> = Contract[T]['events']

type Input<O> = O extends { input: infer I extends z.ZodType } ? z.output<I> : never
type Output<O> = O extends { output: infer P extends z.ZodType } ? z.output<P> : never

/** What the implementation of an operation is given besides its input. */
export type Caller = { readonly signal: AbortSignalLike; readonly language: 'zh-CN' | 'en' }

/** The part of `AbortSignal` that both Node and the DOM have; this room knows neither. */
export type AbortSignalLike = {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** The handlers of a topic: missing, surplus or mistyped ones do not compile. */
export type Handlers<T extends TopicName> = {
  readonly [V in keyof Operations<T>]: (
    input: Input<Operations<T>[V]>,
    caller: Caller,
  ) => Output<Operations<T>[V]> | Promise<Output<Operations<T>[V]>>
}

/** The typed client of a topic. */
export type Client = {
  readonly [T in TopicName]: {
    readonly [V in keyof Operations<T>]: (input: Input<Operations<T>[V]>) => Promise<Output<Operations<T>[V]>>
  }
}

type Payload<E> = E extends { payload: infer P extends z.ZodType } ? z.output<P> : never

/** Every event as one union: `{ name: 'calls.changed', payload: Call }` and so on. */
export type ContractEvent = {
  [T in TopicName]: {
    [V in keyof Events<T> & string]: { readonly name: `${T}.${V}`; readonly payload: Payload<Events<T>[V]> }
  }[keyof Events<T> & string]
}[TopicName]

/** An event on the wire: `epoch` names this start of main, `seq` rises by one. */
export type EventEnvelope = ContractEvent & { readonly epoch: string; readonly seq: number }
