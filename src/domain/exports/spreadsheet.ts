/**
 * Texts that a spreadsheet would run as a formula or turn into a number: they begin like a formula (OWASP, “CSV
 * Injection”), with a naught before other digits, or have more digits than a number keeps.
 */
const CHANGED_BY_SPREADSHEETS = /^'*(?:[=+\-@\t\r＝＋－＠]|0\d|\d{12,}$)/

/** A text cell of a CSV file as it can be opened without harm: an apostrophe in front where there must be one. */
export const protectCell = (text: string): string => (CHANGED_BY_SPREADSHEETS.test(text) ? `'${text}` : text)

/** What `protectCell` was given. */
export const unprotectCell = (cell: string): string =>
  cell.startsWith("'") && CHANGED_BY_SPREADSHEETS.test(cell) ? cell.slice(1) : cell
