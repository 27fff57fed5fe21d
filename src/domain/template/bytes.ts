/** How many bytes a text has in UTF-8, in which the platform counts (audio.md §6). */
export function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) bytes += bytesOf(character)
  return bytes
}

/** A lone half of a pair is written as U+FFFD, which has three bytes. */
function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}

/** Where in a text the first character stands that goes beyond so many bytes; its length when none does. */
export function placeBeyond(text: string, most: number): number {
  let bytes = 0
  let at = 0
  for (const character of text) {
    bytes += bytesOf(character)
    if (bytes > most) return at
    at += character.length
  }
  return at
}
