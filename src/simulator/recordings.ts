import { createHmac } from 'node:crypto'
import { sameText } from './digests.ts'
import type { Settings } from './options.ts'
import type { Recording } from './session.ts'

const KEPT_MS = 7 * 24 * 3_600_000
const SHORTEST_MS = 3000

const RECORDING_DOMAIN = 'recstore01.example.com'
const RECORDING_BUCKET = 'rec-bucket-1'

/** What a link opens. */
export type Opened = { readonly recording: Recording } | { readonly refused: 403 | 404 }

/** Recordings kept by the platform and the links to them (voice-call.md 5). */
export type Recordings = {
  /** @returns nothing when the talk was shorter than 3 s: no file is made */
  keep(talk: {
    appKey: string
    startAt: number
    endAt: number
    ordinal: number
    fileStamp: string
  }): Recording | undefined
  /** A file that still exists and belongs to the application. */
  find(appKey: string, fileName: string, domain: string): Recording | undefined
  linkTo(recording: Recording): string
  open(fileName: string, token: string | null): Opened
}

/**
 * @param baseUrl address of the simulator, known once it listens
 * @param now simulated time: the 7 days and the links' validity run on it
 */
export function createRecordings(settings: Settings, baseUrl: () => string, now: () => number): Recordings {
  const files = new Map<string, Recording>()
  const sign = (fileName: string, until: string) =>
    createHmac('sha256', `link ${settings.seed}`).update(`${fileName} ${until}`).digest('hex').slice(0, 32)
  const isKept = (recording: Recording) => now() < recording.endAt + KEPT_MS

  function linkTo(recording: Recording): string {
    const until = Math.round(now() + settings.linkValiditySeconds * 1000).toString(36)
    const token = `${until}.${sign(recording.fileName, until)}`
    return `${baseUrl()}/rec/${encodeURIComponent(recording.fileName)}?token=${token}`
  }

  return {
    keep({ appKey, startAt, endAt, ordinal, fileStamp }) {
      if (endAt - startAt < SHORTEST_MS) return undefined
      const fileName = `${fileStamp}_12_${String(ordinal).padStart(4, '0')}.wav`
      const recording: Recording = {
        appKey,
        fileName,
        domain: RECORDING_DOMAIN,
        bucket: RECORDING_BUCKET,
        startAt,
        endAt,
        seed: `${settings.seed} ${fileName}`,
        directUrl: () => linkTo(recording),
      }
      files.set(fileName, recording)
      return recording
    },
    find(appKey, fileName, domain) {
      const recording = files.get(fileName)
      if (recording === undefined || recording.appKey !== appKey || recording.domain !== domain)
        return undefined
      return isKept(recording) ? recording : undefined
    },
    linkTo,
    open(fileName, token) {
      const [until, signature] = (token ?? '').split('.')
      if (until === undefined || signature === undefined) return { refused: 403 }
      if (!sameText(signature, sign(fileName, until))) return { refused: 403 }
      if (now() > Number.parseInt(until, 36)) return { refused: 403 }
      const recording = files.get(fileName)
      return recording !== undefined && isKept(recording) ? { recording } : { refused: 404 }
    },
  }
}
