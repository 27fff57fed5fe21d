import type { E164 } from '../../../domain/values.ts'

export type StoredContact = {
  readonly id: string
  readonly revision: number
  readonly name: string
  readonly company: string
  readonly note: string
  /** At least one; a number belongs to one contact. */
  readonly numbers: readonly E164[]
}

export type ContactChange = Omit<StoredContact, 'revision'>

/** A contact as a file told of it. */
export type IncomingContact = Omit<ContactChange, 'id'>

export type ImportedContacts = {
  readonly added: number
  readonly updated: number
  readonly unchanged: number
}

export type NumberName = { readonly number: E164; readonly contactId: string; readonly name: string }

export type ContactPage = { readonly contacts: readonly StoredContact[]; readonly next?: string }
