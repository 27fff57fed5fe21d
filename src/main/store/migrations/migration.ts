/** A step forward. Numbers rise in tens, so that a correction fits between; a landed step never changes. */
export type Migration = { readonly number: number; readonly name: string; readonly sql: string }
