import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isSealedNumber, must } from '../../domain/values.ts'
import { callWhen, type Desk, dialRequest, until, wholeApp, withProfile } from '../testing/whole-app.ts'

const { desk, simulator } = wholeApp()

const CALLEE = '+8613812345678'
const HIDDEN = '13812345678'

async function mask(on: boolean, { client }: Pick<Desk, 'client'>): Promise<void> {
  const { settings } = await client.settings.get({})
  await client.settings.save({ settings: { ...settings, maskNumbers: on } })
}

it('lets the screen find, show and dial numbers that it does not know', async () => {
  const platform = await simulator()
  const running = await desk()
  await withProfile(running, platform.url)
  await mask(true, running)
  const placed = await running.client.calls.dial(dialRequest(CALLEE))
  await platform.advance(600)
  const over = await callWhen(running, placed.id, ({ phase }) => phase === 'ended')
  expect(over.b?.number).toMatch(/^\+86138••••5678~[a-p]+$/)
  // The numbers of the profile are the company's.
  expect(over.b?.display).toBe('+8675528000111')

  const found = await running.client.history.search({ filter: { numberPart: '5678' }, limit: 5 })
  expect(found.calls.map(({ id }) => id)).toEqual([placed.id])
  const sealed = must(over.b?.number ?? '', isSealedNumber, 'sealed number')
  const same = await running.client.history.search({ filter: { numberPart: sealed }, limit: 5 })
  expect(same.calls.map(({ id }) => id)).toEqual([placed.id])

  const { numbers } = await running.client.history.recentNumbers({ limit: 5 })
  const [recent] = numbers
  if (recent === undefined) throw new Error('no recent number')
  const again = await running.client.calls.dial({ ...dialRequest(), callee: recent.number })
  await platform.advance(600)
  await callWhen(running, again.id, ({ phase }) => phase === 'ended')
  expect(
    platform
      .state()
      .sessions.map(({ legs }) => legs.at(-1)?.called)
      .filter((called) => called === CALLEE),
  ).toHaveLength(2)

  expect(running.replies.join('\n')).not.toContain(HIDDEN)
  expect(JSON.stringify(running.events)).toContain('•')
  expect(JSON.stringify(running.events)).not.toContain(HIDDEN)
  expect(JSON.stringify(running.app.events.since(running.app.events.epoch, 0))).not.toContain(HIDDEN)
})

it('shows one number for a time, and writes down that it did', async () => {
  const platform = await simulator()
  const running = await desk()
  await withProfile(running, platform.url)
  await mask(true, running)
  const placed = await running.client.calls.dial(dialRequest(CALLEE))
  const sealed = must(placed.b?.number ?? '', isSealedNumber, 'sealed number')
  const before = Date.now()
  const shown = await running.client.privacy.reveal({ number: sealed, callId: placed.id })
  expect(shown.number).toBe(CALLEE)
  expect(shown.until - before).toBeGreaterThanOrEqual(30_000)
  expect(shown.until - before).toBeLessThan(60_000)
  const { entries } = await running.client.audit.list({ limit: 5, action: 'number.revealed' })
  expect(entries).toMatchObject([{ subject: placed.id, params: { number: '+86138****5678', seconds: 30 } }])

  await mask(false, running)
  // A page that was slow to hear of it still hands back seals.
  expect((await running.client.privacy.reveal({ number: sealed })).number).toBe(CALLEE)
  expect((await running.client.calls.get({ callId: placed.id })).call.b?.number).toBe(CALLEE)
})

it('takes no seal of another installation', async () => {
  const running = await desk()
  const foreign = must('+86138••••5678~abcdefghijklmnopabcdefghij', isSealedNumber, 'sealed number')
  await expect(running.client.privacy.reveal({ number: foreign })).rejects.toThrow(/input\.invalid/)
})

it('keeps full numbers out of the log file', async () => {
  const platform = await simulator()
  const running = await desk()
  await withProfile(running, platform.url)
  await mask(true, running)
  const placed = await running.client.calls.dial(dialRequest(CALLEE))
  await platform.advance(600)
  await callWhen(running, placed.id, ({ phase }) => phase === 'ended')
  const file = join(running.dataDir, 'logs', 'voicedesk.log')
  await until('the log tells of the dial', () => readFileSync(file, 'utf8').includes('calls.dial'))
  expect(readFileSync(file, 'utf8')).not.toContain(HIDDEN)
})
