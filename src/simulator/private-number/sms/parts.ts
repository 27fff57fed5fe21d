/** Characters of one message and of one part of a long one: GSM 7-bit, or UCS-2 (3GPP TS 23.040). */
const SIZES = { plain: [160, 153], wide: [70, 67] } as const

/** In how many parts a text is sent; each is billed. */
export function partsOf(text: string): number {
  const isPlain = /^[\x20-\x7e\r\n]*$/.test(text)
  const [single, each] = isPlain ? SIZES.plain : SIZES.wide
  return text.length <= single ? 1 : Math.ceil(text.length / each)
}
