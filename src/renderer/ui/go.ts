/**
 * Goes to a place of the application. What only leads elsewhere calls this and is not drawn again whenever the
 * place changes, as it would be with `useLocation`.
 */
export { navigate as go } from 'wouter/use-hash-location'

/** The place in the address, for an act that asks once. */
export const here = (): string => location.hash.replace(/^#/, '') || '/'
