import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Fault, Faults } from './faults.ts'
import { type Answer, sendAnswer, wait, writeHead } from './http-answers.ts'
import type { Recordings } from './recordings.ts'
import { recordingBytes, recordingChunks } from './speech.ts'

const text = (status: number, body: string): Answer => ({
  status,
  headers: { 'Content-Type': 'text/plain' },
  body,
})

/** Streams the file; a fault may slow it, or cut it in the middle. */
async function stream(response: ServerResponse, seed: string, samples: number, fault: Fault | undefined) {
  const total = recordingBytes(samples)
  writeHead(response, { status: 200, headers: { 'Content-Type': 'audio/wav' } }, total)
  const stopAt = fault?.kind === 'cutMid' ? Math.floor(total / 2) : total
  const pieces = Math.ceil(samples / 8000) + 1
  let sent = 0
  for (const chunk of recordingChunks(seed, samples)) {
    if (response.destroyed) return
    if (fault?.kind === 'slowBody') await wait((fault.ms ?? 1000) / pieces)
    const part = chunk.subarray(0, stopAt - sent)
    sent += part.length
    if (!response.write(part)) await Promise.race([once(response, 'drain'), once(response, 'close')])
    if (sent >= stopAt && stopAt < total) {
      // What was written should reach the client before the cut.
      await wait(20)
      response.destroy()
      return
    }
  }
  response.end()
}

/** The storage behind the links: `/rec/<file>?token=…`; 403 for a bad or expired link, 404 once the file is gone. */
export async function serveRecording(
  response: ServerResponse,
  url: URL,
  recordings: Recordings,
  faults: Faults,
): Promise<void> {
  const fault = faults.take('recording.file')
  if (fault?.kind === 'dropBefore' || fault?.kind === 'dropAfter') return
  if (fault?.kind === 'cutBefore' || fault?.kind === 'cutAfter') {
    response.destroy()
    return
  }
  if (fault?.ms !== undefined && fault.kind !== 'slowBody') await wait(fault.ms)
  if (fault?.kind === 'resultcode') {
    return sendAnswer(response, text(fault.httpStatus ?? 500, 'storage fault, as asked'), undefined)
  }
  const name = /^\/rec\/([A-Za-z0-9._@-]+)$/.exec(url.pathname)?.[1] ?? ''
  const opened = recordings.open(name, url.searchParams.get('token'))
  if ('refused' in opened) {
    const words = opened.refused === 403 ? 'link not valid' : 'no such file'
    return sendAnswer(response, text(opened.refused, words), undefined)
  }
  const { startAt, endAt, seed } = opened.recording
  await stream(response, seed, Math.floor((endAt - startAt) * 8), fault)
}
