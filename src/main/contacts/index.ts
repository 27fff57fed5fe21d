import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import { type CardOfFile, writeVCard } from '../../domain/contacts/index.ts'
import { parseDialled } from '../../domain/phone/parse.ts'
import { type E164, isE164, type SourceId, type UtcMs } from '../../domain/values.ts'
import type { Audit } from '../audit/index.ts'
import { writeWhole } from '../files/index.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Sheets } from '../sheets/index.ts'
import type { IncomingContact, Store, StoredContact } from '../store/index.ts'
import type { MediaFile } from '../web/page.ts'
import { readContacts, UnreadableContacts } from './read-file.ts'

export type Contacts = {
  readonly handlers: Handlers<'contacts'>
  /** Exports, under `/media/contactexport/<id>`. */
  mediaFile(kind: string, id: string): Promise<MediaFile | undefined>
}

const PAGE = 500
const HEADINGS = {
  'zh-CN': ['姓名', '公司', '电话', '备注'],
  en: ['Name', 'Company', 'Phone', 'Notes'],
} as const
const TYPES = { csv: 'text/csv; charset=utf-8', vcf: 'text/vcard; charset=utf-8' } as const

/** Local names for numbers. */
export function createContacts(options: {
  store: Store
  sheets: Sheets
  folder: string
  /** Where an uploaded file stands; `undefined` when there is none. */
  uploaded: (id: SourceId) => Promise<string | undefined>
  audit: Audit['record']
  forFiles: (text: string) => string
  publish: Publish
  clock: () => UtcMs
  nextRevision: () => number
}): Contacts {
  const { store, sheets, publish, clock, forFiles } = options
  const exports = new Map<string, MediaFile>()

  const changed = () => publish({ name: 'contacts.changed', payload: { revision: options.nextRevision() } })
  const shown = (contact: StoredContact) => ({ ...contact, numbers: [...contact.numbers] })

  async function* everyContact(): AsyncGenerator<readonly StoredContact[]> {
    for (let after: string | undefined; ; ) {
      const page = await store.contacts(undefined, after, PAGE)
      if (page.contacts.length > 0) yield page.contacts
      after = page.next
      if (after === undefined) return
    }
  }

  async function* rowsOf(pages: AsyncIterable<readonly StoredContact[]>) {
    for await (const page of pages) {
      yield page.map(({ name, company, note, numbers }) =>
        [name, company, numbers.join(';'), note].map(forFiles),
      )
    }
  }

  async function* cardsOf(pages: AsyncIterable<readonly StoredContact[]>) {
    for await (const page of pages) {
      const text = page.map((one) => writeVCard({ ...one, numbers: one.numbers.map(forFiles) })).join('')
      yield new TextEncoder().encode(text)
    }
  }

  return {
    mediaFile: async (kind, id) => (kind === 'contactexport' ? exports.get(id) : undefined),
    handlers: {
      async list({ text, after, limit }) {
        const [page, total] = await Promise.all([store.contacts(text, after, limit), store.countContacts()])
        return { ...page, contacts: page.contacts.map(shown), total }
      },
      async names({ numbers }) {
        return { names: await store.namesOf(numbers.filter(isE164)) }
      },
      async save(input) {
        const numbers = [...new Set(input.numbers.filter(isE164))]
        const owned = await store.namesOf(numbers)
        const taken = owned.find(({ contactId }) => contactId !== input.id)
        if (taken !== undefined) throw new Refusal('contact.numberTaken', { name: taken.name })
        const saved = await store.saveContact({ ...input, numbers }, clock())
        changed()
        return shown(saved)
      },
      async remove({ id }) {
        const removed = await store.removeContact(id)
        changed()
        return { removed }
      },
      async importFile({ uploadId, fileName }) {
        const path = await options.uploaded(uploadId)
        if (path === undefined) throw new Refusal('upload.notFound')
        const sum = { added: 0, updated: 0, unchanged: 0, skipped: 0 }
        try {
          await readContacts(sheets, path, fileName, async (cards) => {
            const usable = cards.flatMap((card) => incoming(card) ?? [])
            sum.skipped += cards.length - usable.length
            const done = await store.importContacts(usable, clock())
            sum.added += done.added
            sum.updated += done.updated
            sum.unchanged += done.unchanged
          })
        } catch (problem) {
          if (problem instanceof UnreadableContacts) throw new Refusal('contacts.unreadable')
          throw problem
        } finally {
          changed()
        }
        return sum
      },
      async exportFile({ format }, { language }) {
        const id = randomUUID()
        const path = join(options.folder, `${id}.${format}`)
        const total = await store.countContacts()
        if (format === 'csv') await sheets.write(path, 'csv', HEADINGS[language], rowsOf(everyContact()))
        else await writeWhole(path, cardsOf(everyContact()))
        await options.audit({
          action: 'export.made',
          subject: id,
          params: { kind: 'contacts', rows: total, format },
        })
        exports.set(id, { path, type: TYPES[format] })
        return { path: `/media/contactexport/${id}`, contacts: total }
      },
    },
  }
}

/** `undefined` for one without a name or a number that can be called. */
function incoming(card: CardOfFile): IncomingContact | undefined {
  const numbers = card.numbers.flatMap((written): E164[] => {
    const parsed = parseDialled(written)
    return parsed.ok ? [parsed.number] : isE164(written) ? [written] : []
  })
  if (card.name === '' || numbers.length === 0) return undefined
  return {
    name: card.name.slice(0, 100),
    company: card.company.slice(0, 100),
    note: card.note.slice(0, 500),
    numbers: [...new Set(numbers)].slice(0, 20),
  }
}
