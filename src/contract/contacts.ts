import { z } from 'zod'
import { event, read, topic, write } from './define.ts'
import { E164, SourceId } from './values.ts'

const ContactId = z.string().regex(/^[0-9A-Za-z-]{8,64}$/, 'id.form')

/** A local name for numbers. */
export const Contact = z.object({
  id: ContactId,
  revision: z.number().int(),
  name: z.string(),
  company: z.string(),
  note: z.string(),
  numbers: z.array(E164).describe('At least one; a number belongs to one contact'),
})
export type Contact = z.output<typeof Contact>

export const contacts = topic(
  'contacts',
  {
    list: read({
      doc: 'Contacts in the order of their names, a page at a time; with a text those whose name, company or number has it.',
      input: z.strictObject({
        text: z.string().max(100).optional(),
        after: ContactId.optional().describe('`next` of the page before'),
        limit: z.number().int().min(1).max(500),
      }),
      output: z.object({
        contacts: z.array(Contact),
        next: ContactId.optional(),
        total: z.number().int().describe('All contacts there are'),
      }),
    }),
    names: read({
      doc: 'The names of those among the numbers that have one.',
      input: z.strictObject({ numbers: z.array(E164).max(500) }),
      output: z.object({
        names: z.array(z.object({ number: E164, contactId: ContactId, name: z.string() })),
      }),
    }),
    save: write({
      doc: 'Keep a contact.',
      input: z.strictObject({
        id: ContactId.describe('Made by the screen for a new one'),
        name: z.string().trim().min(1).max(100),
        company: z.string().trim().max(100),
        note: z.string().trim().max(500),
        numbers: z.array(E164).min(1).max(20),
      }),
      output: Contact,
      errors: ['contact.numberTaken'],
    }),
    remove: write({
      doc: 'Forget a contact; its calls stay.',
      input: z.strictObject({ id: ContactId }),
      output: z.object({ removed: z.boolean() }),
    }),
    importFile: write({
      doc: 'Take the contacts of an uploaded CSV (UTF-8 or GBK, Chinese or English headings), XLSX or vCard file. One that shares a number with a known contact is that contact.',
      input: z.strictObject({ uploadId: SourceId, fileName: z.string().min(1).max(255) }),
      output: z.object({
        added: z.number().int(),
        updated: z.number().int(),
        unchanged: z.number().int(),
        skipped: z.number().int().describe('Without a name or without a number that can be called'),
      }),
      errors: ['upload.notFound', 'contacts.unreadable'],
      deadlineMs: 120_000,
    }),
    exportFile: write({
      doc: 'Write all contacts into a file to be fetched.',
      input: z.strictObject({ format: z.enum(['csv', 'vcf']) }),
      output: z.object({
        path: z.string().describe('Same-origin path of the file'),
        contacts: z.number().int(),
      }),
      errors: ['disk.full'],
      deadlineMs: 120_000,
    }),
  },
  { changed: event('Contacts have a new revision.', z.object({ revision: z.number().int() })) },
)
