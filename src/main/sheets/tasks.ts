/** Why a table cannot be read; words are in `domain/explain`. */
export type SheetProblemCode =
  | 'format'
  | 'encoding'
  | 'damaged'
  | 'quotes'
  | 'empty'
  | 'sheet'
  | 'column'
  | 'tooManyRows'
  | 'tooBig'

/** How an uploaded table is read. */
export type HowToRead = {
  /** Its ending tells CSV from XLSX. */
  readonly fileName: string
  readonly encoding: 'auto' | 'utf-8' | 'gb18030' | 'utf-16le'
  /** Sheet of an XLSX; absent: the first. */
  readonly name?: string | undefined
  /** The first row holds the headings. */
  readonly headings: boolean
}

export type Inspected = {
  readonly sheet: HowToRead
  readonly sheets: readonly string[]
  readonly rows: number
  readonly columns: readonly {
    readonly index: number
    readonly heading: string
    readonly samples: readonly string[]
    readonly looksLike: 'number' | 'text'
  }[]
}

/** A row with the number that its column holds. */
export type ListedRow = {
  /** E.164, or what stood there when it is no number that can be called. */
  readonly number: string
  readonly cells: readonly string[]
  readonly problem?: 'badNumber' | 'unreachableNumber' | undefined
}

export type SheetTask =
  | { readonly kind: 'inspect'; readonly path: string; readonly how: HowToRead }
  | {
      readonly kind: 'read'
      readonly path: string
      readonly how: HowToRead
      readonly numberColumn: number
    }
  | {
      readonly kind: 'write'
      readonly path: string
      readonly format: 'csv' | 'xlsx'
      readonly head: readonly string[]
    }

export type SheetNews =
  | { readonly kind: 'inspected'; readonly inspected: Inspected }
  | { readonly kind: 'headings'; readonly headings: readonly string[]; readonly total: number }
  /** The next are sent when these are taken. */
  | { readonly kind: 'rows'; readonly rows: readonly ListedRow[] }
  /** Rows to be written are awaited. */
  | { readonly kind: 'more' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly code?: SheetProblemCode | undefined; readonly detail: string }

export type SheetOrder =
  | { readonly kind: 'task'; readonly task: SheetTask }
  | { readonly kind: 'next' }
  | { readonly kind: 'rows'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'end' }

export class SheetProblem extends Error {
  readonly code: SheetProblemCode

  constructor(code: SheetProblemCode, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`)
    this.name = 'SheetProblem'
    this.code = code
  }
}
