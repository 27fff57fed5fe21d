import { useEffect } from 'react'
import type { Client } from '../../../contract/index.ts'
import { useHistory } from './store.ts'

export type Facets = Awaited<ReturnType<Client['history']['facets']>>

/** Values that occur among the calls, read anew whenever something asks for them. */
export function useFacets(): Facets | undefined {
  const facets = useHistory((state) => state.facets)
  const readFacets = useHistory((state) => state.readFacets)
  useEffect(() => {
    readFacets()
  }, [readFacets])
  return facets
}
