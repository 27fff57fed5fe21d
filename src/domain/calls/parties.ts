/** Who is on which leg, and which number they see. */
export type Parties = {
  readonly a: { readonly number?: string | undefined; readonly display?: string | undefined }
  /** Absent when nothing tells of a second leg. */
  readonly b?: { readonly number?: string | undefined; readonly display?: string | undefined }
}
