import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alawWavHeader, readAlawWav, readAlawWavHeader } from './index.ts'

const file = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))
const chunk = (id: string, body: readonly number[]) => {
  const head = new Uint8Array(8)
  for (let index = 0; index < 4; index += 1) head[index] = id.charCodeAt(index)
  new DataView(head.buffer).setUint32(4, body.length, true)
  return file(head, Uint8Array.from(body), new Uint8Array(body.length % 2))
}

describe('A-law WAV', () => {
  it('writes the header byte for byte', () => {
    const hex = [...alawWavHeader(16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    expect(hex).toBe(
      '52494646' +
        '36000000' +
        '57415645' +
        '666d7420' +
        '12000000' +
        '06000100401f0000401f000001000800' +
        '0000' +
        '64617461' +
        '10000000',
    )
  })

  it('reads what it writes, and calls any cut file truncated', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 140 }), (bytes, cut) => {
        const whole = file(alawWavHeader(bytes), new Uint8Array(bytes))
        expect(readAlawWavHeader(whole, whole.length)).toEqual({
          ok: true,
          dataOffset: 46,
          dataBytes: bytes,
          durationMs: Math.round(bytes / 8),
        })
        const shorter = whole.subarray(0, Math.max(12, whole.length - cut))
        expect(readAlawWav(shorter)).toMatchObject({ ok: false, problem: 'truncated' })
        expect(readAlawWavHeader(whole.subarray(0, 46), whole.length)).toMatchObject({ dataBytes: bytes })
      }),
    )
  })

  it('passes over other chunks, odd ones too', () => {
    const header = alawWavHeader(4)
    const odd = file(
      header.subarray(0, 38),
      chunk('fact', [1, 2, 3]),
      chunk('LIST', [0]),
      chunk('data', [1, 2, 3, 4]),
    )
    expect(readAlawWavHeader(odd, odd.length)).toMatchObject({
      ok: true,
      dataBytes: 4,
      dataOffset: odd.length - 4,
    })
  })

  it('tells what is wrong', () => {
    const html = new TextEncoder().encode('<html>not found</html>')
    expect(readAlawWav(html)).toMatchObject({ ok: false, problem: 'notWav' })
    const pcm = alawWavHeader(4)
    pcm[20] = 1
    expect(readAlawWavHeader(pcm, 50)).toEqual({
      ok: false,
      problem: 'otherCodec',
      params: { format: 1, channels: 1, rate: 8000, bits: 8 },
    })
    expect(readAlawWav(alawWavHeader(0))).toMatchObject({ problem: 'noData' })
    expect(readAlawWavHeader(alawWavHeader(100), 60)).toEqual({
      ok: false,
      problem: 'truncated',
      params: { expectedBytes: 146, fileBytes: 60 },
    })
    // No data chunk at all: the file is whole but silent.
    const noData = alawWavHeader(4).slice(0, 38)
    noData[4] = 30
    expect(readAlawWav(noData)).toMatchObject({ problem: 'noData' })
    expect(readAlawWav(alawWavHeader(4).subarray(0, 38))).toMatchObject({
      problem: 'truncated',
      params: { expectedBytes: 50, fileBytes: 38 },
    })
    expect(readAlawWav(new Uint8Array(0))).toMatchObject({ problem: 'notWav' })
  })

  it('reads a format chunk of 16 bytes, and bytes that lie inside a larger buffer', () => {
    const header = alawWavHeader(6)
    const short = file(header.subarray(0, 16), Uint8Array.of(16, 0, 0, 0), header.subarray(20, 36))
    const whole = file(short, chunk('data', [1, 2, 3, 4, 5, 6]))
    const inside = file(new Uint8Array(3), whole).subarray(3)
    expect(readAlawWav(inside)).toMatchObject({ ok: true, dataOffset: 44, dataBytes: 6 })
  })

  it('never throws, whatever the bytes', () => {
    const header = fc.constant(alawWavHeader(8))
    const spoilt = fc.tuple(header, fc.uint8Array({ maxLength: 60 }), fc.nat({ max: 46 }))
    fc.assert(
      fc.property(spoilt, ([head, noise, cut]) => {
        expect(readAlawWav(file(head.subarray(0, cut), noise))).toHaveProperty('ok')
      }),
    )
  })
})
