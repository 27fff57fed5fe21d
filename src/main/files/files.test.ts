import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dataDirLayout, sweepTemporaries, writeWhole } from './index.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'voicedesk-files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const text = (value: string) => new TextEncoder().encode(value)

describe('writing a whole file', () => {
  it('tells its length and its hash', async () => {
    const path = join(folder, 'one')
    const written = await writeWhole(path, text('abc'))
    expect(written).toEqual({
      bytes: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    })
    expect(readFileSync(path, 'utf8')).toBe('abc')
    expect(readdirSync(folder)).toEqual(['one'])
  })

  it('takes a stream, and replaces what was there', async () => {
    const path = join(folder, 'one')
    writeFileSync(path, 'old')
    await writeWhole(
      path,
      (async function* () {
        yield text('new ')
        yield text('text')
      })(),
    )
    expect(readFileSync(path, 'utf8')).toBe('new text')
  })

  it('leaves nothing of a stream that breaks, and keeps what was there', async () => {
    const path = join(folder, 'one')
    writeFileSync(path, 'old')
    const breaking = (async function* () {
      yield text('half')
      throw new Error('cut')
    })()
    await expect(writeWhole(path, breaking)).rejects.toThrow('cut')
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['one'])
  })

  it('does not give its name to what the check refuses', async () => {
    const path = join(folder, 'one')
    const verify = async (temporary: string) => {
      expect(readFileSync(temporary, 'utf8')).toBe('bad')
      throw new Error('not whole')
    }
    await expect(writeWhole(path, text('bad'), { verify })).rejects.toThrow('not whole')
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('the data directory', () => {
  it('is for its owner only, and is swept of half-written files', async () => {
    const layout = await dataDirLayout(join(folder, 'data'))
    expect(statSync(layout.recordings).mode & 0o077).toBe(0)
    writeFileSync(join(layout.recordings, 'call.wav.0123456789ab.part'), '')
    writeFileSync(join(layout.recordings, 'call.wav'), '')
    await sweepTemporaries(layout.recordings)
    expect(readdirSync(layout.recordings)).toEqual(['call.wav'])
  })
})
