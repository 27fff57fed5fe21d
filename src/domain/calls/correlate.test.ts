import { describe, expect, it } from 'vitest'
import { accepted, at, fee, id, reduce, request } from './example.ts'
import { callIdFromUserData, correlationToken, recordingDeadline, recordingPlace } from './index.ts'

describe('the recording', () => {
  it('says whether a recording was made', () => {
    expect(reduce([request, accepted]).recording).toBe('requested')
    expect(reduce([request, { ...fee, recorded: false }]).recording).toBe('absent')
    expect(reduce([{ ...request, options: { ...request.options, record: false } }]).recording).toBe('none')
    expect(recordingPlace([fee])).toMatchObject({ object: fee.recordingObject, domain: fee.recordingDomain })
    expect(recordingPlace([{ ...fee, recorded: false }])).toBeUndefined()
    expect(recordingDeadline(at('03:17:25')) - at('03:17:25')).toBe(604_800_000)
  })

  it('is where the record that knows of one says, even if another came after it', () => {
    const later = { ...fee, at: at('03:18:00'), recorded: false }
    expect(reduce([request, later, fee]).recording).toBe('made')
    expect(recordingPlace([later, fee])).toEqual({
      object: fee.recordingObject,
      domain: fee.recordingDomain,
      url: undefined,
      endedAt: at('03:17:25'),
    })
  })
})

describe('a push', () => {
  it('finds its way back from the echoed user data', () => {
    expect(callIdFromUserData(correlationToken(id))).toBe(id)
    expect(correlationToken(id)).toMatch(/^[^{}]{1,256}$/)
    for (const foreign of [undefined, '', 'order-88213', 'vd.', 'vd.{}']) {
      expect(callIdFromUserData(foreign)).toBeUndefined()
    }
  })
})
