import type { Handlers } from '../../contract/index.ts'
import type { ReceiverStatus } from '../../contract/receiver.ts'
import type { Settings } from '../../contract/settings.ts'
import type { Call } from '../../domain/calls/index.ts'
import { maskNumbersIn } from '../../domain/phone/index.ts'
import type { UtcMs } from '../../domain/values.ts'
import type { Log } from '../log/index.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Store } from '../store/index.ts'
import { type Decide, type News, type ReceiverProfile, startReceiver } from './index.ts'

export type ReceiverService = {
  readonly handlers: Handlers<'receiver'>
  /** Listens where the settings say, moving if it must. A port that is taken is a status, not a failure. */
  reconfigure(settings: Pick<Settings, 'receiverHost' | 'receiverPort' | 'publicAddress'>): Promise<void>
  /** Address under which the platform reaches us; `undefined` while we do not listen. */
  publicBase(): { readonly url: string; readonly reachableFromOutside: boolean } | undefined
  close(): Promise<void>
}

const EXCERPT_CHARACTERS = 200

/** The receiver as a topic: where it listens, what it took, what it could not read. */
export function createReceiverService(options: {
  store: Store
  profiles: { forToken(token: string): Promise<ReceiverProfile | undefined> }
  clock: () => UtcMs
  log: Log
  publish: Publish
  nextRevision: () => number
  onStored: (calls: readonly Call[]) => void
  onNews: (news: News) => void
  decide: Decide
}): ReceiverService {
  const { store, publish, clock, log } = options
  let listening: { port: number; close(): Promise<void> } | undefined
  let where = ''
  let problem: string | undefined
  let publicAddress: string | undefined

  const publicBase = () => {
    if (publicAddress !== undefined) return { url: publicAddress, reachableFromOutside: true }
    return listening === undefined
      ? undefined
      : { url: `http://127.0.0.1:${listening.port}`, reachableFromOutside: false }
  }

  async function status(): Promise<ReceiverStatus> {
    const address = publicBase()?.url
    return {
      revision: options.nextRevision(),
      listening: listening !== undefined,
      ...(problem === undefined ? {} : { problem }),
      ...(address === undefined ? {} : { address }),
      ...(await store.pushStats()),
    }
  }

  const tell = () => {
    status()
      .then((payload) => publish({ name: 'receiver.changed', payload }))
      .catch(() => log({ event: 'receiver.statusUnknown' }))
  }

  return {
    publicBase,
    async reconfigure(settings) {
      publicAddress = settings.publicAddress?.replace(/\/+$/, '')
      const host = settings.receiverHost === 'all' ? '0.0.0.0' : '127.0.0.1'
      const wanted = `${host}:${settings.receiverPort}`
      if (listening === undefined || wanted !== where) {
        await listening?.close()
        listening = undefined
        problem = undefined
        try {
          listening = await startReceiver({
            store,
            host,
            port: settings.receiverPort,
            profileFor: options.profiles.forToken,
            clock,
            log,
            onStored: options.onStored,
            onNews: options.onNews,
            decide: options.decide,
            onChange: tell,
          })
          where = wanted
        } catch (failure) {
          problem = failure instanceof Error && 'code' in failure ? String(failure.code) : 'unknown'
          log({ event: 'receiver.notListening', problem })
        }
      }
      tell()
    },
    handlers: {
      status,
      async quarantine(input) {
        const pushes = await store.quarantined(input.limit)
        return {
          pushes: pushes.map(({ body, ...push }) => ({
            ...push,
            bytes: body.length,
            excerpt: maskNumbersIn(new TextDecoder().decode(body.slice(0, EXCERPT_CHARACTERS))),
          })),
        }
      },
    },
    async close() {
      await listening?.close()
      listening = undefined
    },
  }
}
