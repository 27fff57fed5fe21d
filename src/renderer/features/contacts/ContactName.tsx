import { useCallback, useEffect } from 'react'
import classes from './ContactName.module.css'
import { useContacts } from './store.ts'

/** The local name of a number; `undefined` while it is not known to have one. */
export function useContactName(number: string | undefined): string | undefined {
  const want = useContacts((state) => state.want)
  const known = useContacts((state) => (number === undefined ? undefined : state.names.get(number)?.name))
  useEffect(() => {
    if (number !== undefined) want(number)
  }, [number, want])
  return known
}

/**
 * The local names of the numbers of a list, asked for together.
 *
 * @returns the name of a number; another function when a name has become known
 */
export function useContactNames(
  numbers: readonly string[],
): (number: string | undefined) => string | undefined {
  const want = useContacts((state) => state.want)
  const names = useContacts((state) => state.names)
  useEffect(() => {
    for (const number of numbers) want(number)
  }, [numbers, want])
  return useCallback((number) => (number === undefined ? undefined : names.get(number)?.name), [names])
}

/** The name beside a number, where there is one. */
export function ContactName(props: { number: string | undefined }) {
  const name = useContactName(props.number)
  return name === undefined ? null : <span className={classes.name}>{name}</span>
}
