import { createContext, useContext } from 'react'

/** What the host said of itself; screens ask for a capability, never for the name of a host. */
export type HostInfo = {
  readonly version: string
  readonly demo: boolean
  /** The data cannot be opened. */
  readonly damaged: boolean
  readonly keychain: boolean
  readonly keychainProblem: string | undefined
}

const Context = createContext<HostInfo | undefined>(undefined)

export const HostInfoProvider = Context.Provider

/** `undefined` until the host has answered. */
export const useHostInfo = (): HostInfo | undefined => useContext(Context)
