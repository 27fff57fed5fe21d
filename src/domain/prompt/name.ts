/** The longest name of a prompt, with its ending (audio.md §2). */
const LONGEST = 128
const ENDING = '.wav'

/** What the platform takes as the name of a prompt (audio.md §2). */
export const isPromptName = (name: string): boolean => /^[A-Za-z0-9._@-]{1,124}\.wav$/.test(name)

/**
 * A name the platform takes, made from the name of a file: what is not allowed becomes a dash. A name of which
 * nothing is left, such as one in Chinese, becomes the given one.
 */
export function promptNameFrom(file: string, otherwise: string): string {
  const stem = file
    .replace(/\.[^.]*$/, '')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Za-z0-9._@-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, LONGEST - ENDING.length)
  return `${stem === '' ? otherwise : stem}${ENDING}`
}
