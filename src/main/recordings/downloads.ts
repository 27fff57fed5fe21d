import { randomUUID } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { Refusal } from '../../contract/errors.ts'
import { type Call, eachOnce, recordingName } from '../../domain/calls/index.ts'
import { formatPlatformTime } from '../../domain/time/index.ts'
import type { CallId, TaskId, UtcMs } from '../../domain/values.ts'
import { packFiles } from '../audio/index.ts'
import type { Audit } from '../audit/index.ts'
import type { Store, StoredRecording } from '../store/index.ts'
import type { Tasks } from '../tasks/index.ts'
import type { MediaFile } from '../web/page.ts'

type Pack = {
  readonly calls: ReadonlySet<CallId>
  /** Under which name it is given out; absent while it is packed. */
  name?: string
  taskId?: TaskId
  /** One of its recordings was replaced since packing began. */
  stale: boolean
}
type Packed = { readonly recording: StoredRecording; readonly call: Call | undefined }

/** Recordings as files of their own: one, or many in a ZIP. Each goes to the audit log. */
export function createDownloads(options: {
  store: Store
  tasks: Pick<Tasks, 'start' | 'dismiss'>
  audit: Pick<Audit, 'record'>
  /** Holds the ZIP files; emptied at the start. */
  folder: string
  wavPath: (id: CallId) => string
  clock: () => UtcMs
}) {
  const { store, tasks, audit, folder, wavPath, clock } = options
  const packs = new Map<string, Pack>()
  const zipPath = (packId: string) => join(folder, `${packId}.zip`)
  const zone = (at: number) => -new Date(at).getTimezoneOffset()
  const nameOf = ({ recording, call }: Packed) =>
    call === undefined ? recording.callId : recordingName(call, zone(call.startedAt))

  async function ready(callId: CallId): Promise<Packed | undefined> {
    const [recording, call] = await Promise.all([store.recording(callId), store.call(callId)])
    return recording?.state === 'ready' ? { recording, call } : undefined
  }

  /** In the order of time, each once. */
  async function readyOnes(callIds: readonly CallId[]): Promise<Packed[]> {
    const packed: Packed[] = []
    for (const callId of new Set(callIds)) {
      const one = await ready(callId)
      if (one !== undefined) packed.push(one)
    }
    return packed.sort((one, other) => (one.call?.startedAt ?? 0) - (other.call?.startedAt ?? 0))
  }

  async function write(
    target: string,
    packed: readonly Packed[],
    onFile: (done: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const files = eachOnce(packed.map(nameOf)).map((name) => `${name}.wav`)
    await packFiles(
      {
        target,
        files: packed.map(({ recording, call }, at) => ({
          path: wavPath(recording.callId),
          name: files[at] ?? `${recording.callId}.wav`,
          at: call?.startedAt ?? clock(),
        })),
        table: { name: 'recordings.csv', text: table(packed, files) },
      },
      onFile,
      signal,
    )
  }

  /** What is in a ZIP, to be found again by session and checked by hash. */
  function table(packed: readonly Packed[], files: readonly string[]): string {
    const head = ['file', 'call', 'session', 'started (UTC)', 'seconds', 'bytes', 'sha256']
    const rows = packed.map(({ recording, call }, at) => [
      files[at],
      recording.callId,
      call?.sessionId ?? '',
      call === undefined ? '' : formatPlatformTime(call.startedAt),
      String(Math.round((recording.durationMs ?? 0) / 1000)),
      String(recording.bytes ?? ''),
      recording.sha256 ?? '',
    ])
    // A sheet would take what begins like this for a formula.
    return `\uFEFF${stringify([head, ...rows], { escape_formulas: true, record_delimiter: 'windows' })}`
  }

  return {
    /** Clears what earlier runs packed. */
    async sweep(): Promise<void> {
      for (const name of await readdir(folder)) await rm(join(folder, name), { force: true, recursive: true })
    },

    async pack(callIds: readonly CallId[]): Promise<TaskId> {
      const packed = await readyOnes(callIds)
      if (packed.length === 0) throw new Refusal('recording.none')
      for (const { recording } of packed) {
        await audit.record({
          action: 'recording.downloaded',
          subject: recording.callId,
          params: { packed: true },
        })
      }
      const day = new Date(clock() + zone(clock()) * 60_000).toISOString().slice(0, 10)
      const packId = randomUUID()
      const pack: Pack = { calls: new Set(packed.map(({ recording }) => recording.callId)), stale: false }
      packs.set(packId, pack)
      pack.taskId = tasks.start(
        { kind: 'recordingPack', params: { count: packed.length }, total: packed.length },
        async ({ signal, progress }) => {
          try {
            do {
              pack.stale = false
              await write(
                zipPath(packId),
                await readyOnes([...pack.calls]),
                (done) => progress({ done }),
                signal,
              )
            } while (pack.stale)
            pack.name = `recordings ${day}.zip`
          } finally {
            if (pack.name === undefined) packs.delete(packId)
          }
          return { resultPath: `/media/recordingpack/${packId}` }
        },
      )
      return pack.taskId
    },

    /** A recording was replaced: nothing that was packed before may give out its old sound. */
    async withdraw(callId: CallId): Promise<void> {
      for (const [packId, pack] of packs) {
        if (!pack.calls.has(callId)) continue
        pack.stale = true
        if (pack.name === undefined) continue
        packs.delete(packId)
        await rm(zipPath(packId), { force: true })
        if (pack.taskId !== undefined) tasks.dismiss(pack.taskId)
      }
    },

    async mediaFile(kind: string, id: string): Promise<MediaFile | undefined> {
      if (kind !== 'recordingpack') return undefined
      const name = packs.get(id)?.name
      return name === undefined ? undefined : { path: zipPath(id), type: 'application/zip', name }
    },

    /** One recording under a name that says what it is. */
    async single(callId: CallId): Promise<MediaFile | undefined> {
      const packed = await ready(callId)
      if (packed === undefined) return undefined
      await audit.record({ action: 'recording.downloaded', subject: callId })
      return { path: wavPath(callId), type: 'audio/wav', name: `${nameOf(packed)}.wav` }
    },
  }
}
