import type { Handlers } from '../../contract/index.ts'
import { createAnnotations } from '../annotations/index.ts'
import { type Contacts, createContacts } from '../contacts/index.ts'
import { createReminders } from '../reminders/index.ts'
import { createViews } from '../views/index.ts'
import { createHistory } from './calls.ts'

type ContactsOptions = Parameters<typeof createContacts>[0]
type Topic = 'history' | 'annotations' | 'reminders' | 'views' | 'contacts'

export type Past = {
  readonly handlers: { readonly [T in Topic]: Handlers<T> }
  readonly mediaFile: Contacts['mediaFile']
  close(): void
}

/** What is remembered of calls: the calls themselves, and what people added to them. */
export async function createPast(
  options: Pick<ContactsOptions, 'store' | 'sheets' | 'clock' | 'nextRevision'> & {
    layout: { contactExports: string }
    prompts: Pick<ContactsOptions, 'uploaded'>
    audit: { record: ContactsOptions['audit'] }
    privacy: Pick<ContactsOptions, 'forFiles'>
    events: Pick<ContactsOptions, 'publish'>
  },
): Promise<Past> {
  const { store, sheets, clock, nextRevision, layout, audit } = options
  const { publish } = options.events
  const contacts = createContacts({
    store,
    sheets,
    folder: layout.contactExports,
    uploaded: options.prompts.uploaded,
    audit: audit.record,
    forFiles: options.privacy.forFiles,
    publish,
    clock,
    nextRevision,
  })
  const reminders = createReminders({ store, publish, clock })
  await reminders.watch()
  return {
    handlers: {
      history: createHistory(store),
      annotations: createAnnotations({ store, publish, clock, nextRevision }),
      reminders: reminders.handlers,
      views: createViews({ store, publish, clock }),
      contacts: contacts.handlers,
    },
    mediaFile: contacts.mediaFile,
    close: () => reminders.close(),
  }
}
