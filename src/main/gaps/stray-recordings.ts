import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FoundGap } from '../../contract/gaps.ts'
import { type CallId, isCallId, isUtcMs } from '../../domain/values.ts'
import type { Store } from '../store/index.ts'

const SOUND = '.wav'
/** So many names are looked up at once. */
const BATCH = 500

/** A file among the recordings that no recording of the store claims. */
export type Stray = FoundGap & { readonly kind: 'recordingNoFee' | 'strayRecording' }

/**
 * Sound files in the folder of the recordings that the store has no recording for: the call is known without its
 * fee record, which alone tells of recordings, or it is not known at all. So it is after an older backup was
 * restored without recordings, or when somebody puts a file there.
 */
export async function* strayRecordings(
  folder: string,
  store: Pick<Store, 'unclaimedRecordings'>,
  signal: Pick<AbortSignal, 'aborted'>,
): AsyncGenerator<Stray> {
  let names: string[] = []
  // Read in pieces: a long list made at once would hold up the main loop.
  for await (const entry of await opendir(folder, { bufferSize: BATCH })) {
    if (signal.aborted) throw new Error('nobody waits for it')
    if (!entry.isFile() || !entry.name.endsWith(SOUND)) continue
    names.push(entry.name)
    if (names.length < BATCH) continue
    yield* among(names, folder, store)
    names = []
  }
  yield* among(names, folder, store)
}

async function* among(
  names: readonly string[],
  folder: string,
  store: Pick<Store, 'unclaimedRecordings'>,
): AsyncGenerator<Stray> {
  const ids = names.flatMap((name) => idOf(name) ?? [])
  const unclaimed = new Map((await store.unclaimedRecordings(ids)).map(({ callId, call }) => [callId, call]))
  for (const name of names) {
    const id = idOf(name)
    if (id !== undefined && !unclaimed.has(id)) continue
    // It may have gone, or been fetched, since its name was read.
    const facts = await stat(join(folder, name)).catch(() => undefined)
    const at = Math.floor(facts?.mtimeMs ?? Number.NaN)
    if (facts === undefined || !isUtcMs(at)) continue
    const call = id === undefined ? undefined : unclaimed.get(id)
    yield {
      kind: call !== undefined && !call.feeReceived ? 'recordingNoFee' : 'strayRecording',
      at,
      ...(call === undefined ? {} : { call }),
      file: { name, bytes: facts.size },
    }
  }
}

function idOf(name: string): CallId | undefined {
  const id = name.slice(0, -SOUND.length)
  return isCallId(id) ? id : undefined
}
