import { createContext, useContext } from 'react'

/** The calls before and after the one on screen, in the list it was opened from; absent at its ends. */
export type Neighbours = {
  readonly previous?: (() => void) | undefined
  readonly next?: (() => void) | undefined
}

const Context = createContext<Neighbours>({})

/** Given by a list for what is shown beside it. */
export const NeighboursProvider = Context.Provider

export const useNeighbours = (): Neighbours => useContext(Context)
