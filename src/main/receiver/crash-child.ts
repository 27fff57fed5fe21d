import { isUtcMs, must } from '../../domain/values.ts'
import { openStore } from '../store/index.ts'
import { startReceiver } from './index.ts'

/** The receiver in a process of its own, to be killed: prints its port and takes what comes. */
const [, , dataDir = '.', token = ''] = process.argv
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
process.stdout.write(`${receiver.port}\n`)
