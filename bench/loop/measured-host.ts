/**
 * Entry of a process that tells over IPC what its main loop was like: the built browser host with the arguments it is
 * given, or without any a process that does nothing, which shows what the machine does to a loop.
 */
import { Module } from 'node:module'
import { fileURLToPath } from 'node:url'
import { startProbe } from './probe.ts'

const take = startProbe()
process.on('message', () => process.send?.(take()))
if (process.argv.length > 2) {
  Module.runMain(fileURLToPath(new URL('../../out/main/browser.js', import.meta.url)))
}
