import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { SimulatorOptions } from '../index.ts'
import { startStill } from '../testing/desk.ts'
import {
  askGateway,
  type PromptShape,
  postPrompt,
  promptFile,
  promptState,
  putPrompt,
} from '../testing/gateway-client.ts'

const LIST_CHUNK = ['LIST', Buffer.from('INFOISFT')] as const
const silence = Buffer.alloc(3, 0xd5)

describe('a prompt file', () => {
  it.each([
    ['as the table has it', {}, {}],
    ['of odd length', { data: 801 }, {}],
    ['with fact', { fact: 800 }, {}],
    ['with fact, where it is required', { fact: 800 }, { promptFact: 'required' }],
    ['with fmt of 16 bytes, where any will do', { formatBytes: 16 }, { promptFmtBytes: 'any' }],
    ['with LIST, where it may be', { after: [LIST_CHUNK] }, { promptOtherChunks: 'allow' }],
  ] satisfies [string, PromptShape, SimulatorOptions][])('%s is taken', async (_, shape, options) => {
    const simulator = await startStill(options)
    const answer = await putPrompt(simulator, 'a.wav', promptFile(shape))
    expect(answer).toMatchObject({ status: 201 })
    expect(answer.body).toEqual({ name: 'a.wav', state: 'inReview' })
  })

  it.each([
    ['without fact, where it is required', {}, { promptFact: 'required' }, 'no chunk "fact"'],
    ['with a wrong fact', { fact: 801 }, {}, '"fact"'],
    ['with fmt of 16 bytes', { formatBytes: 16 }, {}, '16 bytes'],
    ['with fmt of 40 bytes, where any will do', { formatBytes: 40 }, { promptFmtBytes: 'any' }, '40 bytes'],
    ['with an extension', { extension: 2 }, {}, 'extension'],
    ['with LIST', { before: [LIST_CHUNK] }, {}, 'LIST'],
    ['with LIST behind', { after: [LIST_CHUNK] }, {}, 'LIST'],
    ['as PCM', { tag: 1 }, {}, 'format tag'],
    ['as µ-law', { tag: 7 }, {}, 'format tag'],
    ['with two channels', { channels: 2 }, {}, 'channels'],
    ['at 16000 Hz', { rate: 16_000 }, {}, 'samples per second'],
    ['with a wrong byte rate', { byteRate: 16_000 }, {}, 'bytes per second'],
    ['with a wrong align', { align: 2 }, {}, 'block align'],
    ['of 16 bits', { bits: 16 }, {}, 'bits per sample'],
    ['without samples', { data: 0 }, {}, 'no samples'],
    ['with two data chunks', { after: [['data', silence]] }, {}, 'more than one'],
    ['with two fmt chunks', { before: [['fmt ', silence]] }, {}, 'more than one'],
    ['of another form', { form: 'AVI ' }, {}, 'RIFF/WAVE'],
    ['with a RIFF size too large', { riffOff: 2 }, {}, 'RIFF size'],
    ['with a RIFF size too small', { riffOff: -2 }, {}, 'RIFF size'],
  ] satisfies [string, PromptShape, SimulatorOptions, string][])(
    '%s is refused',
    async (_, shape, options, fault) => {
      const simulator = await startStill(options)
      const answer = await putPrompt(simulator, 'a.wav', promptFile(shape))
      expect(answer).toMatchObject({ status: 415, code: 'badFormat' })
      expect(answer.body).toHaveProperty('message', expect.stringContaining(fault))
      expect(simulator.state().gateway.files).toEqual([])
      expect((await promptState(simulator, 'a.wav')).status).toBe(404)
    },
  )

  it('is refused with any byte before its samples changed', async () => {
    const simulator = await startStill()
    const right = promptFile()
    const taken: number[] = []
    for (let at = 0; at < 46; at += 1) {
      const spoilt = Buffer.from(right)
      spoilt.writeUInt8(right.readUInt8(at) ^ 0x01, at)
      const { code } = await putPrompt(simulator, `${at}.wav`, spoilt)
      if (code !== 'badFormat') taken.push(at)
    }
    expect(taken).toEqual([])
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('<html>certainly not a sound</html>')],
    ['a file cut off in its samples', promptFile().subarray(0, 300)],
    ['a file cut off in a head', promptFile().subarray(0, 42)],
    ['a header alone', promptFile().subarray(0, 12)],
  ])('that is %s is refused', async (_, bytes) => {
    const simulator = await startStill()
    expect(await putPrompt(simulator, 'a.wav', bytes)).toMatchObject({ status: 415, code: 'badFormat' })
  })

  it('whose chunks stand in the wrong order is refused', async () => {
    const right = promptFile({ data: 2 })
    const swapped = Buffer.concat([right.subarray(0, 12), right.subarray(38), right.subarray(12, 38)])
    const simulator = await startStill()
    expect(await putPrompt(simulator, 'a.wav', swapped)).toMatchObject({ status: 415, code: 'badFormat' })
  })

  it.each([
    [2_000_000, {}, 201],
    [2_000_001, {}, 413],
    [2_097_152, { promptLimitBytes: 2_097_152 }, 201],
    [2_097_153, { promptLimitBytes: 2_097_152 }, 413],
  ] satisfies [number, SimulatorOptions, number][])(
    'of %i bytes, with %o: %i, both ways',
    async (size, options, status) => {
      const simulator = await startStill(options)
      const whole = Buffer.concat([promptFile({ data: size - 46 - (size % 2) }), Buffer.alloc(size % 2)])
      const code = status === 413 ? 'tooLarge' : ''
      expect(await putPrompt(simulator, 'put.wav', whole)).toMatchObject({ status, code })
      expect(await postPrompt(simulator, 'post.wav', whole)).toMatchObject({ status, code })
    },
  )

  it('that is far too large is refused before it is sent', async () => {
    const simulator = await startStill()
    const asked = httpRequest(`${simulator.gateway.url}/prompts/a.wav`, {
      method: 'PUT',
      headers: {
        Authorization: `Bearer ${simulator.gateway.token}`,
        'Content-Type': 'audio/wav',
        'Content-Length': 8 * 1024 ** 3,
      },
    })
    asked.on('error', () => undefined)
    const answered = once(asked, 'response')
    asked.flushHeaders()
    const [response] = await answered
    expect(response.statusCode).toBe(413)
    asked.destroy()
  })
})

describe('a name', () => {
  const LONGEST = `${'n'.repeat(124)}.wav`

  it.each([
    ['wait_voice9.wav', 201],
    ['A-z.0@9_.wav', 201],
    ['..wav', 201],
    [LONGEST, 201],
    [`n${LONGEST}`, 400],
    ['.wav', 400],
    ['voice', 400],
    ['voice.WAV', 400],
    ['voice.mp3', 400],
    ['two words.wav', 400],
    ['提示.wav', 400],
    ['a/b.wav', 400],
    ['a%20b.wav', 400],
  ])('%s: %i, both ways', async (name, status) => {
    const simulator = await startStill()
    const code = status === 400 ? 'badName' : ''
    expect(await putPrompt(simulator, name, promptFile())).toMatchObject({ status, code })
    if (status === 201) await askGateway(simulator, 'DELETE', `/prompts/${encodeURIComponent(name)}`)
    expect(await postPrompt(simulator, name, promptFile())).toMatchObject({ status, code })
  })

  it('that is not percent-encoded UTF-8 is refused', async () => {
    const simulator = await startStill()
    const how = { headers: { 'Content-Type': 'audio/wav' }, body: promptFile() }
    expect(await askGateway(simulator, 'PUT', '/prompts/%E0.wav', how)).toMatchObject({ code: 'badName' })
  })
})

describe('an upload', () => {
  it('keeps every byte and the description, either way', async () => {
    const simulator = await startStill()
    const every = promptFile({ data: Buffer.from(Array.from({ length: 1024 }, (_, at) => at % 256)) })
    const headers = { 'X-Prompt-Description': encodeURIComponent('欢迎词 “A”') }
    await putPrompt(simulator, 'put.wav', every, { headers })
    await postPrompt(simulator, 'post.wav', every, { description: '欢迎词 “A”' })
    await putPrompt(simulator, 'plain.wav', every)
    const sha256 = createHash('sha256').update(every).digest('hex')
    const file = { bytes: every.length, sha256, state: 'inReview' }
    const { files } = simulator.state().gateway
    expect(files).toMatchObject([
      { ...file, name: 'put.wav', description: '欢迎词 “A”' },
      { ...file, name: 'post.wav', description: '欢迎词 “A”' },
      { ...file, name: 'plain.wav' },
    ])
    expect(files[2]).not.toHaveProperty('description')
  })

  it('may have its file under another field of the form, when so set', async () => {
    const simulator = await startStill({ gatewayFileField: 'sound' })
    expect(await postPrompt(simulator, 'a.wav', promptFile())).toMatchObject({ code: 'badRequest' })
    expect((await postPrompt(simulator, 'a.wav', promptFile(), { field: 'sound' })).status).toBe(201)
  })

  it('of a name that exists is refused, whatever its state', async () => {
    const simulator = await startStill({ prompts: ['old.wav'] })
    const again = async (name: string) => (await putPrompt(simulator, name, promptFile())).code
    expect(await again('old.wav')).toBe('duplicate')
    expect(await again('new.wav')).toBe('')
    expect(await again('new.wav')).toBe('duplicate')
    simulator.review('new.wav', 'refused')
    expect(await again('new.wav')).toBe('duplicate')
    expect((await postPrompt(simulator, 'new.wav', promptFile())).status).toBe(409)
  })

  it('of one name twice at a time is taken once', async () => {
    const simulator = await startStill()
    const answers = await Promise.all([1, 2, 3].map(() => putPrompt(simulator, 'a.wav', promptFile())))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  })

  it.each([
    ['no token', { token: '' }],
    ['another token', { token: 'DemoGatewayToken000000000002' }],
  ])('with %s is refused', async (_, how) => {
    const simulator = await startStill()
    const answer = await putPrompt(simulator, 'a.wav', promptFile(), how)
    expect(answer).toMatchObject({ status: 401, code: 'unauthorized' })
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    expect(simulator.state().gateway.files).toEqual([])
    expect(JSON.stringify(simulator.state())).not.toContain(simulator.gateway.token)
  })

  it.each([
    ['audio/mpeg', 415],
    ['application/octet-stream', 415],
    ['audio/wavelet', 415],
    ['Audio/WAV; charset=binary', 201],
  ])('by PUT as %s: %i', async (type, status) => {
    const simulator = await startStill()
    const headers = { 'Content-Type': type }
    expect((await putPrompt(simulator, 'a.wav', promptFile(), { headers })).status).toBe(status)
  })

  it.each(['%E4%B8', '100%', 'äöü', 'two words'])('described as %s is refused', async (text) => {
    const simulator = await startStill()
    const headers = { 'X-Prompt-Description': text }
    const answer = await putPrompt(simulator, 'a.wav', promptFile(), { headers })
    expect(answer).toMatchObject({ status: 400, code: 'badRequest' })
  })
})

describe('a form', () => {
  const file = (name: string) => new File([Uint8Array.from(promptFile())], name)
  const formOf = (...parts: [string, File | string][]) => {
    const form = new FormData()
    for (const [name, part] of parts) {
      if (typeof part === 'string') form.append(name, part)
      else form.append(name, part)
    }
    return form
  }

  it.each([
    ['without a file', formOf(['description', 'a'])],
    ['with text for a file', formOf(['file', 'a'])],
    ['with two files', formOf(['file', file('a.wav')], ['file', file('b.wav')])],
    ['with a file for a description', formOf(['file', file('a.wav')], ['description', file('b.wav')])],
  ])('%s is refused', async (_, body) => {
    const simulator = await startStill()
    const answer = await askGateway(simulator, 'POST', '/prompts', { body })
    expect(answer).toMatchObject({ status: 400, code: 'badRequest' })
  })

  it('with parts that mean nothing here is taken', async () => {
    const simulator = await startStill()
    const body = formOf(['tenant', '7'], ['file', file('a.wav')])
    expect((await askGateway(simulator, 'POST', '/prompts', { body })).status).toBe(201)
  })

  it.each([
    ['application/json', '{}'],
    ['multipart/form-data; boundary=x', '--x\r\nnonsense'],
    ['multipart/form-data; boundary=', ''],
  ])('as %s of %s is refused', async (type, text) => {
    const simulator = await startStill()
    const how = { headers: { 'Content-Type': type }, body: Buffer.from(text) }
    const answer = await askGateway(simulator, 'POST', '/prompts', how)
    expect(answer).toMatchObject({ status: 400, code: 'badRequest' })
  })
})
