export { ContactName, useContactName, useContactNames } from './ContactName.tsx'
export { ContactsView } from './ContactsView.tsx'
export { NameButton } from './NameButton.tsx'
export { ContactsProvider, createContactsStore, useContacts } from './store.ts'
