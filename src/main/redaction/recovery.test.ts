import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { isDurationMs, must } from '../../domain/values.ts'
import { alawWavHeader } from '../../domain/wav/index.ts'
import { createAudio, openSealed } from '../audio/index.ts'
import { callId, T0, time } from '../store/testing/events.ts'
import { memoryStore } from '../store/testing/memory.ts'
import { createRedaction } from './index.ts'

const SAMPLES = 16_000
const CALL = callId(1)
const SPANS = [{ fromMs: must(500, isDurationMs, 'time'), toMs: must(900, isDurationMs, 'time') }]
const ORIGINAL = Buffer.concat([
  alawWavHeader(SAMPLES),
  Buffer.from(Uint8Array.from({ length: SAMPLES }, (_, at) => (at * 37) & 0xff)),
])
/** What a redaction does, one after the other. */
const STEPS = [
  'secrets.use',
  'secrets.set',
  'audio.seal',
  'audit.record',
  'store.begun',
  'audio.redact',
  'audio.peaks',
  'recordings.replaced',
  'store.done',
] as const
type Step = (typeof STEPS)[number]

const audio = createAudio()
const folder = mkdtempSync(join(tmpdir(), 'voicedesk-recovery-'))
afterAll(async () => {
  await audio.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What outlives a stop: files, the database, the keychain. */
function machine(name: string) {
  const root = join(folder, name)
  mkdirSync(root, { recursive: true })
  const files = { wav: join(root, 'call.wav'), peaks: join(root, 'call.peaks') }
  writeFileSync(files.wav, ORIGINAL)
  const { reads, writes } = memoryStore()
  writes.saveRecording({
    callId: CALL,
    revision: 1,
    state: 'ready',
    deadline: time(T0),
    attempts: 1,
    bytes: ORIGINAL.length,
    durationMs: must(SAMPLES / 8, isDurationMs, 'time'),
    sha256: sha256(ORIGINAL),
  })
  const keys = new Map<string, string>()
  const broken: string[] = []

  /** One run of the application. @param stop ends it there; nothing that would come after is done */
  function run(stop?: { readonly step: Step; readonly when: 'before' | 'after' }) {
    let stopped = false
    const done: Step[] = []
    async function at<T>(step: Step, act: () => T | Promise<T>): Promise<T> {
      if (stopped || (stop?.step === step && stop.when === 'before')) {
        stopped = true
        throw new Error('stopped')
      }
      const value = await act()
      done.push(step)
      if (stop?.step !== step) return value
      stopped = true
      throw new Error('stopped')
    }
    const service = createRedaction({
      store: {
        recording: async (id) => reads.recording(id),
        redactions: async (id) => reads.redactions(id),
        saveRedaction: (redaction) =>
          at(redaction.state === 'done' ? 'store.done' : 'store.begun', () =>
            writes.saveRedaction(redaction),
          ),
      },
      secrets: {
        use: (id) => at('secrets.use', () => keys.get(id)),
        set: (id, secret) => at('secrets.set', () => void keys.set(id, secret)),
      },
      audio: {
        seal: (source, target, key) => at('audio.seal', () => audio.seal(source, target, key)),
        redact: (path, spans, fill) => at('audio.redact', () => audio.redact(path, spans, fill)),
        peaks: (wav, peaks) => at('audio.peaks', () => audio.peaks(wav, peaks)),
      },
      audit: {
        record: () =>
          at('audit.record', () =>
            writes.appendAudit({
              at: time(T0),
              who: 'agent',
              action: 'recording.redacted',
              subject: CALL,
              params: {},
            }),
          ),
      },
      recordings: {
        files: () => files,
        replaced: (id, written) =>
          at('recordings.replaced', () => {
            const kept = reads.recording(id)
            if (kept !== undefined) writes.saveRecording({ ...kept, ...written })
          }),
      },
      sealedFolder: root,
      publish: () => undefined,
      clock: () => time(T0),
      log: Object.assign(({ event }: { event: string }) => void broken.push(event), {
        close: () => undefined,
      }),
    })
    return { service, done }
  }

  return { root, files, reads, keys, broken, run }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const ACT = { callId: CALL, spans: SPANS, fill: 'tone' as const, reason: '银行卡号' }
const CALLER = { language: 'zh-CN' as const, signal: new AbortController().signal }

async function wholeRun() {
  const desk = machine('whole')
  const { service, done } = desk.run()
  await service.handlers.redact(ACT, CALLER)
  return { done, wav: readFileSync(desk.files.wav), peaks: readFileSync(desk.files.peaks) }
}
const whole = await wholeRun()

describe('a redaction that is stopped in the middle', () => {
  it('knows all of its steps here', () => {
    expect(whole.done).toEqual(STEPS)
    expect(whole.wav.equals(ORIGINAL)).toBe(false)
  })

  it.each(STEPS.flatMap((step) => (['before', 'after'] as const).map((when) => ({ step, when }))))(
    'was not begun or is carried out at the next start: $when $step',
    async ({ step, when }) => {
      const desk = machine(`${when}-${step}`)
      await expect(desk.run({ step, when }).service.handlers.redact(ACT, CALLER)).rejects.toThrow('stopped')
      await desk.run().service.recover()

      expect(desk.broken).toEqual([])
      const recorded = desk.reads.redactions(CALL)
      const begun = STEPS.indexOf(step) + (when === 'after' ? 1 : 0) > STEPS.indexOf('store.begun')
      const wav = readFileSync(desk.files.wav)
      expect(recorded.map(({ state }) => state)).toEqual(begun ? ['done'] : [])
      expect(wav.equals(begun ? whole.wav : ORIGINAL)).toBe(true)
      expect(desk.reads.recording(CALL)?.sha256).toBe(sha256(wav))
      if (begun) expect(readFileSync(desk.files.peaks).equals(whole.peaks)).toBe(true)
      const sealedPath = join(desk.root, `${CALL}.sealed`)
      if (begun || existsSync(sealedPath)) {
        const [key = ''] = desk.keys.values()
        const sealed = await openSealed(sealedPath, Buffer.from(key, 'hex'))
        const parts = []
        for await (const part of sealed.read(0, sealed.bytes - 1)) parts.push(part)
        expect(Buffer.concat(parts).equals(ORIGINAL)).toBe(true)
      }

      // And it can be asked for again, as if nothing had been.
      await desk.run().service.handlers.redact(ACT, CALLER)
      expect(readFileSync(desk.files.wav).equals(whole.wav)).toBe(true)
    },
  )
})
