import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ALAW_SILENCE } from '../../domain/alaw/index.ts'
import { type CallId, isDurationMs, must } from '../../domain/values.ts'
import { readAlawWav } from '../../domain/wav/index.ts'
import { createAudio, openSealed } from '../audio/index.ts'
import type { Keychain } from '../secrets/index.ts'
import { recordedCall, recordingWhen } from '../testing/recorded-call.ts'
import { type Desk, until, wholeApp, withProfile } from '../testing/whole-app.ts'

const { desk: openDesk, simulator: openSimulator, newDataDir } = wholeApp()
const ms = (value: number) => must(value, isDurationMs, 'time')
const SPANS = [
  { fromMs: ms(2000), toMs: ms(3500) },
  { fromMs: ms(8000), toMs: ms(8250) },
]

/** A keychain that is what it should be, without one of the system. */
function keychain(): Keychain {
  const kept = new Map<string, string>()
  return {
    getPassword: async (_service, account) => kept.get(account) ?? null,
    setPassword: async (_service, account, password) => void kept.set(account, password),
    deletePassword: async (_service, account) => kept.delete(account),
  }
}

async function deskWithRecording(): Promise<{ desk: Desk; callId: CallId; path: string }> {
  const simulator = await openSimulator()
  const desk = await openDesk(undefined, undefined, { loadKeychain: async () => KEYS })
  await withProfile(desk, simulator.url)
  const callId = await recordedCall(desk, simulator)
  await recordingWhen(desk, callId, ({ state }) => state === 'ready')
  return { desk, callId, path: join(desk.dataDir, 'recordings', `${callId}.wav`) }
}
const KEYS = keychain()

const bytesOf = async (desk: Desk, path: string, range?: string) => {
  const headers = range === undefined ? {} : { range }
  const answer = await desk.app.web(new Request(`http://desk${path}`, { headers }))
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
}

describe('a redacted recording', () => {
  it('has silence where it was asked for and every other byte as it was, for players, downloads and waveforms', async () => {
    const { desk, callId, path } = await deskWithRecording()
    const before = readFileSync(path)
    const peaks = readFileSync(path.replace('.wav', '.peaks'))
    const told = await desk.client.redaction.redact({
      callId,
      spans: SPANS,
      fill: 'silence',
      reason: '银行卡号',
    })
    expect(told).toMatchObject({
      sealed: true,
      redactions: [{ spans: SPANS, reason: '银行卡号', state: 'done' }],
    })

    const { filePath, audioPath, sha256 } = await desk.client.recordings.get({ callId })
    const { bytes: after } = await bytesOf(desk, filePath ?? '')
    expect((await bytesOf(desk, audioPath ?? '')).bytes.equals(after)).toBe(true)
    expect(after.length).toBe(before.length)
    const wav = readAlawWav(before)
    const offset = wav.ok ? wav.dataOffset : 0
    for (let at = 0; at < before.length; at += 1) {
      const sample = at - offset
      const inside = SPANS.some(({ fromMs, toMs }) => sample >= fromMs * 8 && sample < toMs * 8)
      if (after[at] !== (inside ? ALAW_SILENCE : before[at])) throw new Error(`byte ${at}`)
    }
    expect(readFileSync(path.replace('.wav', '.peaks')).equals(peaks)).toBe(false)
    expect(await desk.client.recordings.verify({ callId })).toEqual({ intact: true, sha256 })
    const { entries } = await desk.client.audit.list({ limit: 5, action: 'recording.redacted' })
    expect(entries).toMatchObject([{ subject: callId, params: { spans: 2, fill: 'silence' } }])
  })

  it('keeps the first original sealed, through a second redaction and a restart, and lets it be heard for a reason', async () => {
    const { desk, callId, path } = await deskWithRecording()
    const before = readFileSync(path)
    await desk.client.redaction.redact({ callId, spans: SPANS.slice(0, 1), fill: 'tone', reason: 'one' })
    await desk.client.redaction.redact({ callId, spans: SPANS.slice(1), fill: 'silence', reason: 'two' })
    const sealed = readFileSync(join(desk.dataDir, 'sealed', `${callId}.sealed`))
    expect(sealed.includes(before.subarray(1000, 1064))).toBe(false)
    await desk.close()

    const again = await openDesk(desk.dataDir, undefined, { loadKeychain: async () => KEYS })
    expect((await again.client.redaction.get({ callId })).redactions.map(({ reason }) => reason)).toEqual([
      'one',
      'two',
    ])
    const { audioPath } = await again.client.redaction.unseal({ callId, reason: '投诉核实' })
    expect((await bytesOf(again, audioPath)).bytes.equals(before)).toBe(true)
    const part = await bytesOf(again, audioPath, 'bytes=70000-70099')
    expect([part.status, part.bytes.equals(before.subarray(70_000, 70_100))]).toEqual([206, true])
    expect((await bytesOf(again, '/media/unsealed/00000000-0000-0000-0000-000000000000')).status).toBe(404)
    const { entries } = await again.client.audit.list({ limit: 5, action: 'recording.unsealed' })
    expect(entries).toMatchObject([{ subject: callId, params: { reason: '投诉核实' } }])
  })

  it('is out of what was packed for download before: that ZIP is gone, and a new one has the new sound', async () => {
    const { desk, callId } = await deskWithRecording()
    const packed = async () => {
      const { taskId } = await desk.client.recordings.pack({ callIds: [callId] })
      let path: string | undefined
      await until('it is packed', async () => {
        path = (await desk.client.tasks.list({})).tasks.find(({ id }) => id === taskId)?.resultPath
        return path !== undefined
      })
      return path ?? ''
    }
    const before = await packed()
    expect((await bytesOf(desk, before)).status).toBe(200)
    await desk.client.redaction.redact({ callId, spans: SPANS, fill: 'silence', reason: 'x' })
    expect((await bytesOf(desk, before)).status).toBe(404)
    expect(readdirSync(join(desk.dataDir, 'packs'))).toEqual([])
    expect((await desk.client.tasks.list({})).tasks).toEqual([])
    const { filePath } = await desk.client.recordings.get({ callId })
    const { bytes: redacted } = await bytesOf(desk, filePath ?? '')
    // A-law is stored in the ZIP as it is.
    expect((await bytesOf(desk, await packed())).bytes.includes(redacted)).toBe(true)
  })

  it('is not made without a keychain, nor outside of the sound: nothing is touched', async () => {
    const simulator = await openSimulator()
    const broken = () => Promise.reject(new Error('libsecret is missing'))
    const desk = await openDesk(undefined, undefined, { loadKeychain: broken })
    await withProfile(desk, simulator.url)
    const callId = await recordedCall(desk, simulator)
    await recordingWhen(desk, callId, ({ state }) => state === 'ready')
    const path = join(desk.dataDir, 'recordings', `${callId}.wav`)
    const before = readFileSync(path)
    const act = { callId, fill: 'silence' as const, reason: 'x' }
    await expect(desk.client.redaction.redact({ ...act, spans: SPANS })).rejects.toThrow(
      'redaction.noKeychain',
    )
    const outside = [{ fromMs: ms(9_000_000), toMs: ms(9_000_100) }]
    await expect(desk.client.redaction.redact({ ...act, spans: outside })).rejects.toThrow(
      'redaction.outside',
    )
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(join(desk.dataDir, 'sealed'))).toEqual([])
    expect((await desk.client.redaction.get({ callId })).redactions).toEqual([])
  })
})

describe('a sealed file', () => {
  it('opens to the same bytes from any place, and not when a bit of it was changed or with another key', async () => {
    const folder = newDataDir()
    const audio = createAudio()
    try {
      const plain = Buffer.from(Uint8Array.from({ length: 200_001 }, (_, at) => (at * 31) & 0xff))
      writeFileSync(join(folder, 'plain'), plain)
      const key = Buffer.alloc(32, 7)
      await audio.seal(join(folder, 'plain'), join(folder, 'sealed'), key)
      const read = async (from: number, to: number, withKey = key) => {
        const parts: Uint8Array[] = []
        for await (const part of (await openSealed(join(folder, 'sealed'), withKey)).read(from, to))
          parts.push(part)
        return Buffer.concat(parts)
      }
      for (const [from, to] of [
        [0, 200_000],
        [65_530, 65_540],
        [131_071, 131_072],
        [200_000, 200_000],
      ] as const) {
        expect((await read(from, to)).equals(plain.subarray(from, to + 1))).toBe(true)
      }
      await expect(read(0, 10, Buffer.alloc(32, 8))).rejects.toThrow()
      const sealed = readFileSync(join(folder, 'sealed'))
      sealed[70_000] = (sealed[70_000] ?? 0) ^ 1
      writeFileSync(join(folder, 'sealed'), sealed)
      await expect(read(65_536, 65_540)).rejects.toThrow()
      expect((await read(0, 10)).equals(plain.subarray(0, 11))).toBe(true)
    } finally {
      await audio.close()
    }
  })
})
