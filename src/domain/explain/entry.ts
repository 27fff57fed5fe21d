import type { Words } from './numbers.ts'
import type { Params } from './phrases.ts'
import type { Language } from './tables.ts'

/** The words of one error in each language, made of its facts where it has any. */
export type Entry = Readonly<Record<Language, Words | ((params: Params) => Words)>>
