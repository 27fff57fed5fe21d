import { type Language, localFailure } from './failure.ts'

/** Moves the bytes of a file to the application, where they are known by that id from then on. */
export type SendFile = (id: string, file: Blob, language: Language, signal: AbortSignal) => Promise<void>

/**
 * @throws ContractFailure when the file did not arrive whole; sending it again is safe
 */
export const sendFile: SendFile = (id, file, language, signal) => put(`/upload/${id}`, file, language, signal)

/** The same for files that are read once and then thrown away: tables of calls, backups. */
export const sendImport: SendFile = (id, file, language, signal) =>
  put(`/imports/${id}`, file, language, signal)

async function put(path: string, file: Blob, language: Language, signal: AbortSignal): Promise<void> {
  let status: number
  try {
    ;({ status } = await fetch(path, { method: 'PUT', body: file, signal }))
  } catch (problem) {
    if (signal.aborted) throw problem
    throw localFailure('connection.lost', language)
  }
  if (status !== 204) throw localFailure('upload.notFound', language)
}
