import { Shaping } from '../../../contract/prompts.ts'

/** What voices on the telephone are brought to (RFC 7874), and nothing cut off. */
export const USUAL_SHAPING: Shaping = { levelDbm0: -19, trim: false }

/** The shaping last chosen, from the text it is kept as between runs. */
export function readShaping(text: string | undefined): Shaping {
  try {
    return Shaping.parse(JSON.parse(text ?? ''))
  } catch {
    return USUAL_SHAPING
  }
}
