import { createContext, useContext } from 'react'

/** What is known about masked numbers on this page. */
export type NumberMasking = {
  /** In full, by sealed number, for those that are revealed now. */
  readonly revealed: ReadonlyMap<string, string>
  /** Asks main for one number in full; it is written to the audit log. */
  reveal(number: string, callId: string | undefined): Promise<void>
  hide(number: string): void
}

const Context = createContext<NumberMasking>({
  revealed: new Map(),
  reveal: () => Promise.resolve(),
  hide: () => undefined,
})
export const NumberMaskingProvider = Context.Provider
export const useNumberMasking = (): NumberMasking => useContext(Context)

/** The number in full while it is revealed; else as it came. */
export const useNumberInFull = (number: string): string => useNumberMasking().revealed.get(number) ?? number
