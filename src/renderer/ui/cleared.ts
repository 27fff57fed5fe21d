/**
 * A field when what stood in it has been taken: empty, unless the person has typed the next thing meanwhile.
 *
 * @param taken what stood there when it was sent
 */
export const cleared =
  (taken: string) =>
  (now: string): string =>
    now === taken ? '' : now
