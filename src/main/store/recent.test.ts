import { describe, expect, it } from 'vitest'
import { callId, dialled, number, requestId } from './testing/events.ts'
import { scratchStore } from './testing/scratch.ts'

const { store } = scratchStore()

describe('recent numbers', () => {
  it('knows the numbers dialled last, each once', async () => {
    const opened = await store()
    for (const [n, callee] of ['+8613900002222', '+8613900003333', '+8613900002222'].entries()) {
      await opened.claimRequest({
        requestId: requestId(n),
        callId: callId(n),
        first: dialled(n, number(callee)),
      })
    }
    expect((await opened.recentNumbers(5)).map((one) => one.number)).toEqual([
      '+8613900002222',
      '+8613900003333',
    ])
  })
})
