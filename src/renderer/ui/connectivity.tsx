import { createContext, useContext } from 'react'

const Context = createContext(true)

/** Whether the application answers; what acts on the world is not offered while it does not. */
export const ConnectivityProvider = Context.Provider

export const useOnline = (): boolean => useContext(Context)
