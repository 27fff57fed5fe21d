import { Refusal } from '../../contract/errors.ts'
import { KeychainUnavailable } from '../secrets/index.ts'

/** A keychain that cannot be used is an answer, not a failure of ours. */
export async function keeping<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (problem) {
    if (problem instanceof KeychainUnavailable)
      throw new Refusal('keychain.unavailable', { why: problem.why })
    throw problem
  }
}
