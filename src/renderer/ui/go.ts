import { navigate } from 'wouter/use-hash-location'

/**
 * Goes to a place of the application. What only leads elsewhere calls this and is not drawn again whenever the
 * place changes, as it would be with `useLocation`.
 */
export { navigate as go } from 'wouter/use-hash-location'

/**
 * Where an act leads that takes its time: who has gone elsewhere meanwhile is not fetched back.
 *
 * @returns goes to a place, if one is still where one was
 */
export function fromHere(): (to: string) => void {
  const from = here()
  return (to) => {
    if (here() === from) navigate(to)
  }
}

/** The place in the address, for an act that asks once. */
export const here = (): string => location.hash.replace(/^#/, '') || '/'
