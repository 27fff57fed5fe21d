import { loneReceiver } from './lone-receiver.ts'

/** The receiver in a process of its own, to be killed: prints its port and takes what comes. */
const [, , dataDir = '.', token = ''] = process.argv
const { port } = await loneReceiver(dataDir, token)
process.stdout.write(`${port}\n`)
