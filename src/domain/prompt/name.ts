/** The longest name of a prompt, with its ending (audio.md §2). */
export const LONGEST_NAME = 128
export const NAME_ENDING = '.wav'

export type NameProblem = 'empty' | 'ending' | 'tooLong' | 'characters'

/** What the platform takes as the name of a prompt (audio.md §2). */
export const isPromptName = (name: string): boolean => promptNameProblem(name) === undefined

/** The first reason why the platform would not take a name, if there is one. */
export function promptNameProblem(name: string): NameProblem | undefined {
  if (name === '' || name === NAME_ENDING) return 'empty'
  if (!name.endsWith(NAME_ENDING)) return 'ending'
  if (!/^[A-Za-z0-9._@-]+$/.test(name)) return 'characters'
  return name.length > LONGEST_NAME ? 'tooLong' : undefined
}

/**
 * A name that nobody has yet: the given one, or the same with `-2`, `-3` and so on before its ending. Letter
 * case counts as the same, since it is «not confirmed» whether the platform tells it apart (audio.md §2).
 *
 * @param taken whether a name is in use; asked with lower case letters
 */
export function freeName(name: string, taken: (lowerCase: string) => boolean): string {
  const stem = name.slice(0, -NAME_ENDING.length)
  let free = name
  for (let count = 2; taken(free.toLowerCase()); count += 1) {
    const mark = `-${count}`
    free = `${stem.slice(0, LONGEST_NAME - NAME_ENDING.length - mark.length)}${mark}${NAME_ENDING}`
  }
  return free
}
