import { isUnanswered } from '../../domain/explain/index.ts'
import { isRequestId, must, type RequestId } from '../../domain/values.ts'
import { errorOf, type Language } from './failure.ts'

/**
 * Acts that must not happen twice. One that has not been answered carries the same id when it is asked for again.
 *
 * @returns asks, with the id of the act that the key names; throws what the act throws
 */
export function createOnce(options: { newId: () => string; language: () => Language }) {
  const open = new Map<string, RequestId>()
  return async <T>(key: string, ask: (requestId: RequestId) => Promise<T>): Promise<T> => {
    const requestId = open.get(key) ?? must(options.newId(), isRequestId, 'request id')
    open.set(key, requestId)
    try {
      const answer = await ask(requestId)
      open.delete(key)
      return answer
    } catch (thrown) {
      if (!isUnanswered(errorOf(thrown, options.language()))) open.delete(key)
      throw thrown
    }
  }
}
