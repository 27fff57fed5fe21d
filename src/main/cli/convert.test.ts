import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WAV_KINDS, wavFile } from '../sound/testing/wav-files.ts'
import { type ConvertOptions, convert } from './convert.ts'

let folder: string
let out: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'voicedesk-convert-'))
  out = join(folder, 'prompts')
  mkdirSync(join(folder, 'in'))
  const [, kind] = WAV_KINDS
  if (kind === undefined) throw new Error('no kind')
  const voice = Float32Array.from({ length: 8000 }, (_, at) => 0.3 * Math.sin(at * 0.3))
  for (const name of ['welcome 1.wav', '欢迎.wav', 'béla.wav']) {
    writeFileSync(join(folder, 'in', name), wavFile(kind, { rate: 8000, channels: [voice] }))
  }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function run(inputs: string[], more: Partial<ConvertOptions> = {}) {
  const lines: string[] = []
  const good = await convert(inputs, { out, level: '-19', ...more }, (line) => lines.push(line))
  return { good, lines }
}

describe('voicedesk convert', () => {
  it('takes folders, patterns and files, and gives names that the platform takes', async () => {
    const { good, lines } = await run([join(folder, 'in'), join(folder, 'in', '*.wav')])
    expect(good).toBe(true)
    expect(readdirSync(out).sort()).toEqual(['bela.wav', 'huan-ying.wav', 'welcome-1.wav'])
    expect(lines.at(-1)).toBe('3 converted, 0 failed')
  })

  it('replaces nothing unless it is told to', async () => {
    await run([join(folder, 'in', 'béla.wav')])
    const before = readFileSync(join(out, 'bela.wav'))
    const again = await run([join(folder, 'in', 'béla.wav')], { level: '-25' })
    expect(again.good).toBe(false)
    expect(again.lines[0]).toContain('--force')
    expect(readFileSync(join(out, 'bela.wav'))).toEqual(before)
    expect((await run([join(folder, 'in', 'béla.wav')], { level: '-25', force: true })).good).toBe(true)
    expect(readFileSync(join(out, 'bela.wav'))).not.toEqual(before)
  })

  it('goes on after a file that fails, and says which', async () => {
    writeFileSync(join(folder, 'in', 'aaa.mp3'), 'no sound')
    const { good, lines } = await run([join(folder, 'in')], { json: true })
    expect(good).toBe(false)
    const report: { source: string; ok: boolean; error?: string }[] = JSON.parse(lines.join('\n'))
    expect(report.map(({ ok }) => ok)).toEqual([false, true, true, true])
    expect(report[0]?.error).toMatch(/no sound file/)
    expect(readdirSync(out)).toHaveLength(3)
  })

  it('takes names from a list, and refuses those the platform would', async () => {
    const nameMap = join(folder, 'names.json')
    writeFileSync(nameMap, JSON.stringify({ '欢迎.wav': 'huanying.wav', 'béla.wav': 'not allowed.wav' }))
    const { lines } = await run([join(folder, 'in')], { nameMap })
    expect(readdirSync(out).sort()).toEqual(['huanying.wav', 'welcome-1.wav'])
    expect(lines.join('\n')).toContain('does not take the name')
    await expect(run([join(folder, 'in')], { nameMap: join(folder, 'none.json') })).rejects.toThrow(
      '--name-map',
    )
  })

  it('says what is wrong with an option before it does anything', async () => {
    await expect(run([join(folder, 'in')], { level: 'loud' })).rejects.toThrow('--level')
    await expect(run([join(folder, 'nothing-*.wav')])).rejects.toThrow('there is no file')
    expect(readdirSync(folder)).toEqual(['in'])
  })

  it('gives two files of one name two names', async () => {
    mkdirSync(join(folder, 'more'))
    copyFileSync(join(folder, 'in', 'béla.wav'), join(folder, 'more', 'Bela.wav'))
    const { good } = await run([join(folder, 'in', 'béla.wav'), join(folder, 'more')])
    expect(good).toBe(true)
    expect(readdirSync(out).sort()).toEqual(['Bela-2.wav', 'bela.wav'])
  })

  it('cuts what is too long when it is asked to, and says so when not', async () => {
    const [, kind] = WAV_KINDS
    if (kind === undefined) throw new Error('no kind')
    const long = new Float32Array(251 * 4000)
    for (let at = 0; at < long.length; at += 1) long[at] = at % 8000 < 6000 ? 0.3 * Math.sin(at * 0.6) : 0
    const source = join(folder, 'long.wav')
    writeFileSync(source, wavFile(kind, { rate: 4000, channels: [long] }))
    const refused = await run([source])
    expect([refused.good, refused.lines.join()]).toEqual([false, expect.stringContaining('--split')])
    const { good, lines } = await run([source], { split: true })
    expect([good, lines.at(-1)]).toEqual([true, '2 converted, 0 failed'])
    expect(readdirSync(out).sort()).toEqual(['long-1.wav', 'long-2.wav'])
    expect((await run([source], { split: true })).lines.join()).toContain('is there already')
  })

  it('tells on a terminal how far it is, and nowhere else', async () => {
    const written: string[] = []
    const stream = (isTTY: boolean) => ({ isTTY, write: (text: string) => void written.push(text) })
    const inputs = [join(folder, 'in')]
    await convert(inputs, { out, level: '-19' }, () => undefined, stream(false))
    await convert(inputs, { out, level: '-19', json: true, force: true }, () => undefined, stream(true))
    expect(written).toEqual([])
    await convert(inputs, { out, level: '-19', force: true }, () => undefined, stream(true))
    expect(written.some((text) => text.includes('1/3'))).toBe(true)
    expect(written.some((text) => text.includes('3/3'))).toBe(true)
    expect(written.at(-1)).toBe('\r\u001b[2K')
  })
})
