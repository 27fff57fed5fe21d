import { expect, it } from 'vitest'
import { wholeApp } from '../testing/whole-app.ts'
import { settingsFrom } from './index.ts'

const kept = {
  language: 'en',
  theme: 'dark',
  proxy: { kind: 'none' },
  receiverPort: 8090,
  receiverHost: 'all',
  publicAddress: 'https://push.example.com',
}

it('keeps what was set', () => {
  expect(settingsFrom(kept)).toMatchObject(kept)
})

it('keeps the rest when one setting is missing, wrong or no longer known', () => {
  const { receiverPort: _port, ...without } = kept
  expect(settingsFrom({ ...without, theme: 'sepia', formerly: true })).toMatchObject({
    language: 'en',
    theme: 'system',
    receiverPort: 0,
    receiverHost: 'all',
    publicAddress: 'https://push.example.com',
  })
})

it('gives the defaults where nothing can be read', () => {
  expect(settingsFrom(undefined)).toEqual(settingsFrom('a text'))
  expect(settingsFrom(undefined)).toMatchObject({ language: 'system', receiverHost: 'loopback' })
})

const { desk } = wholeApp()

it('masking is turned on and off in the audit log, and nothing else of the settings is', async () => {
  const { client } = await desk()
  const { settings } = await client.settings.get({})
  await client.settings.save({ settings: { ...settings, maskNumbers: true } })
  await client.settings.save({ settings: { ...settings, maskNumbers: true, theme: 'dark' } })
  await client.settings.save({ settings: { ...settings, maskNumbers: false, theme: 'dark' } })
  const { entries } = await client.audit.list({ limit: 10 })
  expect(entries.map(({ action }) => action)).toEqual(['masking.turnedOff', 'masking.turnedOn'])
})
