import { copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Task } from '../../contract/tasks.ts'
import { isDurationMs, isUploadId, must, type TaskId } from '../../domain/values.ts'
import { createAudio } from '../audio/index.ts'
import { joinedKeys, keysIn, openedByAny } from '../redaction/index.ts'
import { createSecrets, type Keychain } from '../secrets/index.ts'
import { type TableHashes, tableHashes } from '../store/index.ts'
import { recordedCall, recordingWhen } from '../testing/recorded-call.ts'
import {
  callWhen,
  type Desk,
  dialRequest,
  PROFILE,
  SECRET,
  until,
  wholeApp,
  withProfile,
} from '../testing/whole-app.ts'
import { carryOutRestore, DamagedBackup, makeBackup, restoreInto, WrongPassphrase } from './index.ts'
import { closeSecrets, openSecrets } from './secrets-box.ts'

const { desk, simulator, newDataDir } = wholeApp()

async function over({ client }: Pick<Desk, 'client'>, taskId: TaskId): Promise<Task> {
  let task: Task | undefined
  await until('the task is over', async () => {
    task = (await client.tasks.list({})).tasks.find(({ id }) => id === taskId)
    return task !== undefined && task.state !== 'running'
  })
  if (task === undefined) throw new Error('no task')
  return task
}

async function deskWithCalls() {
  const platform = await simulator()
  const running = await desk()
  await withProfile(running, platform.url)
  for (const callee of ['+8613812345678', '+8613800139001']) {
    const { id } = await running.client.calls.dial(dialRequest(callee, true))
    await platform.advance(600)
    await callWhen(running, id, ({ phase }) => phase === 'ended')
  }
  return running
}

const hashesOf = (dataDir: string): TableHashes => tableHashes(join(dataDir, 'voicedesk.db'))
const rows = (hashes: TableHashes) =>
  Object.fromEntries(Object.entries(hashes).map(([table, { sha256 }]) => [table, sha256]))

/** A keychain of the test's own. */
function keychain(): Keychain {
  const kept = new Map<string, string>()
  const key = (service: string, account: string) => `${service}/${account}`
  return {
    getPassword: async (service, account) => kept.get(key(service, account)) ?? null,
    setPassword: async (service, account, password) => {
      kept.set(key(service, account), password)
    },
    deletePassword: async (service, account) => kept.delete(key(service, account)),
  }
}

describe('a backup', () => {
  it('made in use and restored on a blank machine has equal rows in every table, and every file', async () => {
    const running = await deskWithCalls()
    writeFileSync(join(running.dataDir, 'recordings', 'planted.wav'), 'sound')
    const { taskId } = await running.client.backups.make({ recordings: true })
    const dialled = running.client.calls.dial(dialRequest())
    const done = await over(running, taskId)
    expect(done.state).toBe('done')
    await dialled
    const { backups } = await running.client.backups.list({})
    expect(backups).toMatchObject([{ calls: expect.any(Number), hasSecrets: false, automatic: false }])
    const answer = await running.app.web(new Request(`http://desk${done.resultPath}`))
    expect(answer.headers.get('content-disposition')).toContain('.vdbackup')
    const file = join(newDataDir(), 'saved.vdbackup')
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
    await running.close()

    const blank = newDataDir()
    const secrets = createSecrets({ dataDir: blank, load: async () => keychain() })
    const signal = new AbortController().signal
    await restoreInto({ dataDir: blank, file, passphrase: undefined, secrets, signal })
    await carryOutRestore(blank, 'now')
    expect(readFileSync(join(blank, 'recordings', 'planted.wav'), 'utf8')).toBe('sound')

    const opened = await desk(blank)
    const found = await opened.client.history.search({ filter: {}, limit: 10 })
    expect(found.calls.length).toBeGreaterThanOrEqual(2)
    expect((await opened.client.audit.verify({})).brokenAt).toBeUndefined()
  })

  it('equals the database it was made of, table by table', async () => {
    const running = await deskWithCalls()
    await running.close()
    const before = rows(hashesOf(running.dataDir))
    const file = join(newDataDir(), 'one.vdbackup')
    const { tables } = await makeBackup(
      {
        dataDir: running.dataDir,
        target: file,
        version: '1',
        madeAt: 1,
        automatic: false,
        withRecordings: true,
      },
      () => undefined,
    )
    expect(rows(tables)).toEqual(before)
    const blank = newDataDir()
    const secrets = createSecrets({ dataDir: blank, load: async () => keychain() })
    await restoreInto({
      dataDir: blank,
      file,
      passphrase: undefined,
      secrets,
      signal: new AbortController().signal,
    })
    await carryOutRestore(blank, 'now')
    expect(rows(hashesOf(blank))).toEqual(before)
    expect(Object.keys(before).length).toBeGreaterThan(10)
  })

  it('that was cut or changed restores nothing, wherever it was touched', async () => {
    const running = await deskWithCalls()
    await running.close()
    const file = join(newDataDir(), 'one.vdbackup')
    await makeBackup(
      {
        dataDir: running.dataDir,
        target: file,
        version: '1',
        madeAt: 1,
        automatic: false,
        withRecordings: true,
      },
      () => undefined,
    )
    const size = readFileSync(file).length
    const damages: readonly ((path: string) => void)[] = [
      (path) => truncateSync(path, size - 100),
      (path) => truncateSync(path, 10),
      ...[0.05, 0.3, 0.6].map((share) => (path: string) => {
        const bytes = readFileSync(path)
        const at = Math.floor(size * share)
        bytes[at] = (bytes[at] ?? 0) ^ 0xff
        writeFileSync(path, bytes)
      }),
    ]
    for (const damage of damages) {
      const blank = newDataDir()
      const broken = join(blank, 'broken.vdbackup')
      copyFileSync(file, broken)
      damage(broken)
      const secrets = createSecrets({ dataDir: blank, load: async () => keychain() })
      const signal = new AbortController().signal
      await expect(
        restoreInto({ dataDir: blank, file: broken, passphrase: undefined, secrets, signal }),
      ).rejects.toThrow(DamagedBackup)
      expect(await carryOutRestore(blank, 'now')).toBeUndefined()
      expect(readdirSync(blank)).toEqual(['broken.vdbackup'])
    }
  })
})

describe('secrets in a backup', () => {
  it('are those of profiles and of the upload target, and both are there after the restore', async () => {
    const running = await desk()
    const { client, dataDir } = running
    await withProfile(running, 'http://127.0.0.1:9')
    await client.uploads.saveTarget({ fields: { address: 'http://127.0.0.1:9', way: 'put', field: 'file' } })
    await client.uploads.setHeader({ name: 'Authorization', value: 'Bearer 4711', keepIn: 'memory' })
    const passphrase = 'correct horse'
    const done = await over(running, (await client.backups.make({ recordings: false, passphrase })).taskId)
    const file = join(dataDir, 'backups', `${done.resultPath?.replace('/exports/', '')}.vdbackup`)

    const blank = newDataDir()
    const secrets = createSecrets({ dataDir: blank, load: async () => kept })
    const kept = keychain()
    const { signal } = new AbortController()
    expect(await restoreInto({ dataDir: blank, file, passphrase, secrets, signal })).toMatchObject({
      secrets: 2,
    })
    expect(await secrets.use('upload-target:authorization')).toBe('Bearer 4711')
    expect(await secrets.use(PROFILE)).toBe(SECRET)
  })

  it('have the key of sealed originals among them: with it a blank machine opens them, without it that is said', async () => {
    const platform = await simulator()
    const here = keychain()
    const running = await desk(undefined, undefined, { loadKeychain: async () => here })
    const { client, dataDir } = running
    await withProfile(running, platform.url)
    const callId = await recordedCall(running, platform)
    await recordingWhen(running, callId, ({ state }) => state === 'ready')
    const original = readFileSync(join(dataDir, 'recordings', `${callId}.wav`))
    const spans = [{ fromMs: must(2000, isDurationMs, 'time'), toMs: must(3500, isDurationMs, 'time') }]
    await client.redaction.redact({ callId, spans, fill: 'silence', reason: '银行卡号' })
    expect((await client.backups.list({})).sealed).toBe(1)

    const passphrase = 'correct horse'
    const file = async (made: { taskId: TaskId }) => {
      const { resultPath } = await over(running, made.taskId)
      return join(dataDir, 'backups', `${resultPath?.replace('/exports/', '')}.vdbackup`)
    }
    const withPhrase = await file(await client.backups.make({ recordings: true, passphrase }))
    const without = await file(await client.backups.make({ recordings: true }))
    const soundless = await file(await client.backups.make({ recordings: false, passphrase }))
    const { backups } = await client.backups.list({})
    expect(backups.map(({ sealed, hasSecrets }) => [sealed, hasSecrets])).toEqual([
      [0, true],
      [1, false],
      [1, true],
    ])
    expect(readFileSync(withPhrase).includes(original.subarray(2000, 2064))).toBe(true)
    await running.close()

    /** Restores on a machine, and tells what the report says and what is heard of the original then. */
    async function restored(from: string, phrase: string | undefined, keys = keychain()) {
      const blank = newDataDir()
      const secrets = createSecrets({ dataDir: blank, load: async () => keys })
      const { signal } = new AbortController()
      const report = await restoreInto({ dataDir: blank, file: from, passphrase: phrase, secrets, signal })
      const opened = await desk(blank, undefined, { loadKeychain: async () => keys })
      if (report.sealedOpen === 0) {
        const refused = opened.client.redaction.unseal({ callId, reason: '投诉核实' })
        await expect(refused).rejects.toThrow(report.sealed === 0 ? 'recording.none' : 'redaction.noKeychain')
        return { report, sound: undefined }
      }
      const { audioPath } = await opened.client.redaction.unseal({ callId, reason: '投诉核实' })
      const answer = await opened.app.web(new Request(`http://desk${audioPath}`))
      return { report, sound: Buffer.from(await answer.arrayBuffer()) }
    }
    const whole = await restored(withPhrase, passphrase)
    expect(whole.report).toMatchObject({ sealed: 1, sealedOpen: 1 })
    expect(whole.sound?.equals(original)).toBe(true)
    for (const [from, phrase] of [
      [without, undefined],
      [withPhrase, undefined],
    ] as const) {
      expect((await restored(from, phrase)).report).toMatchObject({ sealed: 1, sealedOpen: 0 })
    }
    expect((await restored(soundless, passphrase)).report).toMatchObject({ sealed: 0, sealedOpen: 0 })
  })

  it('add the key of sealed originals to the one that is here, so that both open', async () => {
    const one = 'a'.repeat(64)
    const other = 'b'.repeat(64)
    expect(joinedKeys(one, other)).toBe(`${one},${other}`)
    expect(joinedKeys(`${one},${other}`, other)).toBe(`${one},${other}`)
    expect(joinedKeys(undefined, other)).toBe(other)
    const folder = newDataDir()
    const audio = createAudio()
    try {
      writeFileSync(join(folder, 'plain'), 'what was said')
      for (const [at, key] of [one, other].entries())
        await audio.seal(join(folder, 'plain'), join(folder, `${at}.sealed`), Buffer.from(key, 'hex'))
    } finally {
      await audio.close()
    }
    const keys = keysIn(joinedKeys(one, other))
    expect((await openedByAny(join(folder, '0.sealed'), keys))?.bytes).toBe(13)
    expect((await openedByAny(join(folder, '1.sealed'), keys))?.bytes).toBe(13)
    expect(await openedByAny(join(folder, '1.sealed'), keysIn(one))).toBeUndefined()
  })

  it('open with their pass phrase alone', () => {
    const secrets = { 'profile-0001': 'Planted/Secret+4711', other: '密钥' }
    const box = closeSecrets(secrets, 'correct horse')
    expect(Buffer.from(box).includes('Planted')).toBe(false)
    expect(openSecrets(box, 'correct horse')).toEqual(secrets)
    expect(() => openSecrets(box, 'correct hors')).toThrow(WrongPassphrase)
    const changed = Buffer.from(box)
    changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1
    expect(() => openSecrets(changed, 'correct horse')).toThrow(WrongPassphrase)
  })
})

describe('data that is damaged', () => {
  it('is said to be so, left as it is, and set aside when a backup takes its place', async () => {
    const running = await deskWithCalls()
    const { taskId } = await running.client.backups.make({ recordings: true })
    expect((await over(running, taskId)).state).toBe('done')
    await running.close()
    const database = join(running.dataDir, 'voicedesk.db')
    writeFileSync(database, 'this is no database any more, and long enough to be looked at'.repeat(100))
    const damaged = readFileSync(database)

    await expect(desk(running.dataDir)).rejects.toMatchObject({ kind: 'damaged' })
    const offered = await desk(running.dataDir, undefined, { offerBackups: true })
    expect(await offered.client.host.hello({})).toMatchObject({ damaged: true })
    await expect(offered.client.history.search({ filter: {}, limit: 1 })).rejects.toThrow('store.damaged')
    const { backups, restorePlanned } = await offered.client.backups.list({})
    expect(restorePlanned).toBe(false)
    const [newest] = backups
    if (newest === undefined) throw new Error('no backup is offered')
    expect(newest.calls).toBe(2)
    const foreign = must(crypto.randomUUID(), isUploadId, 'upload id')
    await expect(offered.client.backups.restore({ from: { uploadId: foreign } })).rejects.toThrow(
      'import.notFound',
    )
    expect(await offered.client.backups.restore({ from: { backupId: newest.id } })).toEqual({
      calls: 2,
      secrets: 0,
      sealed: 0,
      sealedOpen: 0,
    })
    expect((await offered.client.backups.list({})).restorePlanned).toBe(true)
    // Nothing has changed yet.
    expect(readFileSync(database).equals(damaged)).toBe(true)
    await offered.close()

    const mended = await desk(running.dataDir)
    expect((await mended.client.history.search({ filter: {}, limit: 10 })).calls).toHaveLength(2)
    expect((await mended.client.audit.list({ limit: 1 })).entries).toMatchObject([
      { action: 'backup.restored' },
    ])
    const aside = readdirSync(running.dataDir).filter((name) => name.startsWith('aside-'))
    expect(aside).toHaveLength(1)
    expect(readFileSync(join(running.dataDir, aside[0] ?? '', 'voicedesk.db')).equals(damaged)).toBe(true)
  })

  it('may be set aside without a backup', async () => {
    const dataDir = newDataDir()
    await (await desk(dataDir)).close()
    writeFileSync(join(dataDir, 'voicedesk.db'), 'no database'.repeat(100))
    const offered = await desk(dataDir, undefined, { offerBackups: true })
    await offered.client.backups.beginEmpty({})
    await offered.close()
    const fresh = await desk(dataDir)
    expect((await fresh.client.history.search({ filter: {}, limit: 10 })).calls).toEqual([])
    await expect(fresh.client.backups.beginEmpty({})).rejects.toThrow('backup.targetNotEmpty')
    expect(existsSync(join(dataDir, 'voicedesk.db'))).toBe(true)
  })
})
