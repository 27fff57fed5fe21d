import { once } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { limitTime } from './index.ts'

describe('a limit in time', () => {
  it('ends the act when the time is over', async () => {
    const limit = limitTime(1)
    const keepAlive = setTimeout(() => undefined, 10_000)
    await once(limit.signal, 'abort')
    clearTimeout(keepAlive)
    expect(limit.expired()).toBe(true)
    expect(limit.signal.reason).toMatchObject({ name: 'TimeoutError' })
  })

  it('ends the act with the signal beside it, before or after it began', () => {
    const beside = new AbortController()
    const limit = limitTime(60_000, beside.signal)
    beside.abort('gone')
    const late = limitTime(60_000, beside.signal)
    for (const { signal, expired, end } of [limit, late]) {
      expect(signal).toMatchObject({ aborted: true, reason: 'gone' })
      expect(expired()).toBe(false)
      end()
    }
  })

  it('that was let go holds nothing of the act and is not touched by the signal beside it', async () => {
    setFlagsFromString('--expose-gc')
    const collect: () => void = runInNewContext('gc')
    const beside = new AbortController()
    const signals: AbortSignal[] = []
    const held = (() => {
      const answer = { rows: new Array(1000) }
      const limit = limitTime(60_000, beside.signal)
      limit.signal.addEventListener('abort', () => answer.rows.push(0), { once: true })
      limit.end()
      return new WeakRef(answer)
    })()
    const kept = limitTime(60_000, beside.signal)
    kept.end()
    signals.push(kept.signal)
    await new Promise((resolve) => setImmediate(resolve))
    collect()
    expect(held.deref()).toBeUndefined()
    beside.abort()
    expect(signals[0]?.aborted).toBe(false)
  })
})
