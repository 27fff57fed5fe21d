/**
 * One hour of A-law in a real Chromium: from the click on the call to its painted waveform, and what that takes of
 * memory, beside decoding it in the page (`decodeAudioData`) and, where installed, beside audiowaveform. Each run
 * opens a call that was not opened before, half of them without a waveform beside the recording.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CDPSession, chromium, type Page } from '@playwright/test'
import { z } from 'zod'
import { CHROMIUM_ARGS, chromiumPath } from '../e2e/hosts/chromium.ts'
import { startAndWait } from '../e2e/hosts/process.ts'
import { encodeALaw } from '../src/domain/alaw/index.ts'
import { isDurationMs, isSessionId, isUtcMs, must } from '../src/domain/values.ts'
import { alawWavHeader } from '../src/domain/wav/index.ts'
import { createAudio } from '../src/main/audio/index.ts'
import { SAMPLES_PER_POINT } from '../src/main/audio/peaks.ts'
import { openStore } from '../src/main/store/index.ts'
import { readDat } from './dat.ts'
import { machine, quantile, report } from './figures.ts'

const SECONDS = 3600
const RUNS = 5
const Processes = z.object({ processInfo: z.array(z.object({ type: z.string(), id: z.number() })) })

const dataDir = mkdtempSync(join(tmpdir(), 'voicedesk-player-'))
const wav = await prepare()
const desk = await startAndWait(
  process.execPath,
  ['out/main/browser.js', '--data-dir', dataDir, '--port', '0'],
  /^Voicedesk ready: (\S+)$/m,
  { env: { ...process.env, LC_ALL: 'zh_CN.UTF-8' } },
)
const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS })
try {
  const cdp = await browser.newBrowserCDPSession()
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })
  await page.goto(desk.match[1] ?? '')
  await page.getByRole('link', { name: '历史', exact: true }).click()
  const rows = page.getByRole('listbox', { name: '呼叫列表' }).getByRole('option')
  await rows.first().waitFor()

  const opened = async (from: number) => {
    const painted: number[] = []
    const memory: number[] = []
    for (let run = from; run < from + RUNS; run += 1) {
      await page.getByRole('link', { name: '历史', exact: true }).click()
      const before = await settled(page, cdp)
      await watchPaint(page)
      await rows.nth(run).click()
      painted.push(await page.evaluate(() => window.paintedAfterMs))
      memory.push((await settled(page, cdp)) - before)
    }
    return { painted, memory }
  }
  // The newest calls stand first.
  const made = await opened(0)
  const kept = await opened(RUNS)

  const peer: number[] = []
  const peerMemory: number[] = []
  const path = await page.evaluate(() => location.hash.split('/').at(-1))
  for (let run = 0; run < RUNS; run += 1) {
    await page.getByRole('link', { name: '历史', exact: true }).click()
    const before = await settled(page, cdp)
    peer.push(await decodeInPage(page, `/media/recordings/${path}`))
    peerMemory.push((await settled(page, cdp)) - before)
    await page.evaluate(() => {
      window.keptSound = undefined
    })
  }
  report([
    ['machine', machine()],
    ['recording', `${SECONDS / 3600} h of A-law, ${((SECONDS * 8000) / 1e6).toFixed(1)} MB`],
    ['click to painted', figures(kept.painted)],
    ['click to painted, waveform to be made', figures(made.painted)],
    ['click to painted, decodeAudioData', figures(peer)],
    ['memory more', `${(Math.max(...kept.memory, ...made.memory) / 1e6).toFixed(1)} MB at most`],
    ['memory more, decodeAudioData', `${(Math.max(...peerMemory) / 1e6).toFixed(1)} MB at most`],
    ['audiowaveform', besideAudiowaveform()],
  ])
} finally {
  await browser.close()
  await desk.stop()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
}

declare global {
  interface Window {
    paintedAfterMs: Promise<number>
    keptSound: AudioBuffer | undefined
  }
}

function figures(ms: readonly number[]): string {
  return `${quantile(ms, 0.5).toFixed(0)} ms (worst ${quantile(ms, 1).toFixed(0)})`
}

/** @returns a recording of an hour; twice as many calls as runs have it, the older half with its waveform beside it */
async function prepare(): Promise<string> {
  mkdirSync(join(dataDir, 'recordings'), { recursive: true })
  const store = await openStore({ dataDir })
  const audio = createAudio()
  const codes = new Uint8Array(SECONDS * 8000)
  let state = 1
  for (let at = 0; at < codes.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    const loud = 0.5 + 0.5 * Math.sin(at / 9000) * Math.sin(at / 61_000)
    codes[at] = encodeALaw((state / 2 ** 31) * 12_000 * loud)
  }
  const file = join(dataDir, 'an-hour.wav')
  writeFileSync(file, Buffer.concat([alawWavHeader(codes.length), codes]))
  const peaks = file.replace(/wav$/, 'peaks')
  await audio.peaks(file, peaks)
  for (let nth = 0; nth < 2 * RUNS; nth += 1) {
    const endedAt = must(Date.now() - (2 * RUNS - nth) * 3_700_000, isUtcMs, 'time')
    const { calls } = await store.appendPush({
      receivedAt: endedAt,
      kind: 'fee',
      headers: {},
      body: new TextEncoder().encode(String(nth)),
      signature: 'absent',
      events: [
        {
          kind: 'fee',
          at: endedAt,
          sessionId: must(`session-of-an-hour-${nth}`, isSessionId, 'session'),
          callerNumber: '+8675528000111',
          calleeNumber: '+8613500001111',
          forwardNumber: '+8613800130001',
          outAnsweredAt: must(endedAt - SECONDS * 1000 - 5000, isUtcMs, 'time'),
          forwardAnsweredAt: must(endedAt - SECONDS * 1000, isUtcMs, 'time'),
          endedAt,
          recorded: true,
          recordingObject: `${nth}.wav`,
          recordingDomain: 'recording.example',
        },
      ],
    })
    const call = calls[0]
    if (call === undefined) throw new Error('no call')
    const recording = await store.recording(call.id)
    if (recording === undefined) throw new Error('no recording')
    const { nextAttemptAt: _due, ...rest } = recording
    await store.saveRecording({
      ...rest,
      state: 'ready',
      bytes: codes.length + 46,
      durationMs: must(SECONDS * 1000, isDurationMs, 'time'),
      overAt: endedAt,
      sha256: '0'.repeat(64),
    })
    copyFileSync(file, join(dataDir, 'recordings', `${call.id}.wav`))
    if (nth < RUNS) copyFileSync(peaks, join(dataDir, 'recordings', `${call.id}.peaks`))
  }
  await audio.close()
  await store.close()
  return file
}

/** From the next click on, until the waveform has ink and the frame with it was drawn. */
async function watchPaint(page: Page): Promise<void> {
  await page.evaluate(() => {
    const inked = () => {
      const host = document.querySelector('[data-phase] [role=slider] > div > div')
      const canvas = host?.shadowRoot?.querySelector('canvas')
      if (canvas === null || canvas === undefined || canvas.width === 0) return false
      const pixels = canvas.getContext('2d')?.getImageData(0, canvas.height >> 1, canvas.width, 1).data
      return pixels?.some((value) => value !== 0) === true
    }
    window.paintedAfterMs = new Promise((resolve) => {
      window.addEventListener(
        'click',
        (event) => {
          const look = () => {
            if (inked()) requestAnimationFrame(() => resolve(performance.now() - event.timeStamp))
            else requestAnimationFrame(look)
          }
          look()
        },
        { once: true, capture: true },
      )
    })
  })
}

/** The same picture by decoding the whole sound first. */
function decodeInPage(page: Page, path: string): Promise<number> {
  return page.evaluate(async (url) => {
    const begun = performance.now()
    const answer = await fetch(url)
    const sound = await new OfflineAudioContext(1, 1, 8000).decodeAudioData(await answer.arrayBuffer())
    window.keptSound = sound
    const samples = sound.getChannelData(0)
    const canvas = document.createElement('canvas')
    canvas.width = 680
    canvas.height = 84
    const ink = canvas.getContext('2d')
    const step = samples.length / canvas.width
    for (let x = 0; x < canvas.width; x += 1) {
      let low = 0
      let high = 0
      for (let at = Math.floor(x * step); at < (x + 1) * step; at += 1) {
        const value = samples[at] ?? 0
        if (value < low) low = value
        if (value > high) high = value
      }
      ink?.fillRect(x, 42 - high * 42, 1, (high - low) * 42)
    }
    document.body.append(canvas)
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    canvas.remove()
    return performance.now() - begun
  }, path)
}

/** Bytes that the pages hold for themselves, after what can be thrown away was. */
async function settled(page: Page, cdp: CDPSession): Promise<number> {
  const own = await page.context().newCDPSession(page)
  await own.send('HeapProfiler.collectGarbage')
  await own.detach()
  const { processInfo } = Processes.parse(await cdp.send('SystemInfo.getProcessInfo'))
  let bytes = 0
  for (const { type, id } of processInfo) {
    if (type !== 'renderer') continue
    const anonymous = /RssAnon:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))
    bytes += Number(anonymous?.[1] ?? 0) * 1024
  }
  return bytes
}

/** Its lowest and highest of every point are those of ours, on our scale. */
function besideAudiowaveform(): string {
  if (spawnSync('audiowaveform', ['--version']).error !== undefined) return 'not installed'
  const out = join(dataDir, 'peer.dat')
  const begun = performance.now()
  execFileSync('audiowaveform', ['-q', '-i', wav, '-o', out, '-z', String(SAMPLES_PER_POINT[0]), '-b', '16'])
  const ms = performance.now() - begun
  const { pairs } = readDat(readFileSync(out))
  const ours = readFileSync(wav.replace(/wav$/, 'peaks'))
  const mine = new Int8Array(
    Uint8Array.from(ours.subarray(16 + 8 * SAMPLES_PER_POINT.length)).buffer,
    0,
    pairs.length,
  )
  const other = pairs.findIndex((value, at) => Math.round((value / 32_256) * 127) + 0 !== mine[at])
  return `${ms.toFixed(0)} ms, ${other < 0 ? 'all values as ours' : `differs at ${other}`}`
}
