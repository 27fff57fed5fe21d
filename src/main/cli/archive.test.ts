import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fee, push, T0, time } from '../store/testing/events.ts'
import { scratchStore } from '../store/testing/scratch.ts'

const scratch = scratchStore()
const MAIN = join(import.meta.dirname, 'main.ts')

/** The command line as a process of its own. */
function voicedesk(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

it('backs up what is in use, restores it elsewhere and verifies the audit log, each as a process', async () => {
  const store = await scratch.store()
  await store.appendPush(push(fee(1)))
  const { hash } = await store.appendAudit({ at: time(T0), who: 'ann', action: 'backup.made', params: {} })
  const dataDir = scratch.dataDir()
  for (const name of ['recordings', 'prompts']) mkdirSync(join(dataDir, name))
  const file = join(dataDir, 'one.vdbackup')

  const made = voicedesk('backup', '--data-dir', dataDir, '--out', file)
  expect(made).toMatchObject({ status: 0, stderr: '' })
  expect(JSON.parse(made.stdout)).toEqual({ file, calls: 1, secrets: false, sealed: 0 })

  const blank = join(dataDir, 'blank')
  const restored = voicedesk('restore', '--data-dir', blank, file)
  expect(restored).toMatchObject({ status: 0, stderr: '' })
  expect(JSON.parse(restored.stdout)).toEqual({ calls: 1, secrets: 0, sealed: 0, sealedOpen: 0 })
  const verified = voicedesk('audit', 'verify', '--data-dir', blank)
  expect(verified).toMatchObject({ status: 0, stderr: '' })
  expect(JSON.parse(verified.stdout)).toEqual({ entries: 1, head: hash })

  const again = voicedesk('restore', '--data-dir', blank, file)
  expect(again).toMatchObject({ status: 1, stdout: '' })
  expect(again.stderr).toContain('there is data in')
  truncateSync(file, readFileSync(file).length - 30)
  const cut = voicedesk('restore', '--data-dir', join(dataDir, 'other'), file)
  expect(cut).toMatchObject({ status: 1, stdout: '' })
  expect(cut.stderr).toBe('this is no whole backup of Voicedesk; nothing was restored\n')
}, 90_000)
