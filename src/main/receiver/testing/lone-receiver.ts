import { isUtcMs, must } from '../../../domain/values.ts'
import { openStore } from '../../store/index.ts'
import { startReceiver } from '../index.ts'

/** A receiver and its store without an application around them, for one profile that checks no signatures. */
export async function loneReceiver(dataDir: string, token: string) {
  const store = await openStore({ dataDir })
  const receiver = await startReceiver({
    store,
    host: '127.0.0.1',
    port: 0,
    profileFor: async (given) =>
      given === token
        ? { policy: 'observe', pushUrls: { status: '', fee: '' }, secret: async () => undefined }
        : undefined,
    clock: () => must(Date.now(), isUtcMs, 'time'),
    log: () => undefined,
    onStored: () => undefined,
    onChange: () => undefined,
  })
  return {
    port: receiver.port,
    async close() {
      await receiver.close()
      await store.close()
    },
  }
}
