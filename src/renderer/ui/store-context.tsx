import { createContext, useContext } from 'react'
import { type StoreApi, useStore } from 'zustand'

/** Hands a topic's store to its parts, so that no part finds a store by import. */
export function createStoreContext<S>(name: string) {
  const Context = createContext<StoreApi<S> | undefined>(undefined)

  function useApi(): StoreApi<S> {
    const api = useContext(Context)
    if (api === undefined) throw new Error(`the ${name} store is not provided`)
    return api
  }

  function useSelect<T>(selector: (state: S) => T): T {
    return useStore(useApi(), selector)
  }

  return { Provider: Context.Provider, useApi, useSelect }
}
