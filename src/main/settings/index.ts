import { z } from 'zod'
import type { Handlers } from '../../contract/index.ts'
import { Settings } from '../../contract/settings.ts'
import type { Audit } from '../audit/index.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Store } from '../store/index.ts'

export type Language = 'zh-CN' | 'en'

const DEFAULTS: Settings = {
  language: 'system',
  theme: 'system',
  proxy: { kind: 'system' },
  receiverPort: 0,
  receiverHost: 'loopback',
  consoleAddress: 'https://console.huaweicloud.com/',
  maskNumbers: false,
  revealSeconds: 30,
  backupDaily: true,
  backupKeep: 7,
  backupRecordings: false,
}

const KEY = 'settings'

export type SettingsService = {
  readonly handlers: Handlers<'settings'>
  current(): Settings
  language(): Language
}

/**
 * @param systemLanguage BCP 47 tag of the system, e.g. `zh-Hans-CN`
 * @param audit masking is not turned on or off unless that can be written down
 * @param apply told after a change is kept, so that doors to the outside follow it
 */
export async function createSettings(options: {
  store: Store
  publish: Publish
  systemLanguage: string
  nextRevision: () => number
  apply: (settings: Settings) => Promise<void>
  audit: Audit['record']
}): Promise<SettingsService> {
  const { store, publish, nextRevision } = options
  let settings = settingsFrom(await store.setting(KEY))
  let revision = nextRevision()

  const language = (): Language => {
    if (settings.language !== 'system') return settings.language
    return /^zh\b/i.test(options.systemLanguage) ? 'zh-CN' : 'en'
  }
  const answer = () => ({ revision, settings, language: language() })

  return {
    current: () => settings,
    language,
    handlers: {
      get: answer,
      async save(input) {
        const { maskNumbers } = input.settings
        if (maskNumbers !== settings.maskNumbers)
          await options.audit({ action: maskNumbers ? 'masking.turnedOn' : 'masking.turnedOff' })
        await store.saveSetting(KEY, input.settings)
        settings = input.settings
        revision = nextRevision()
        await options.apply(settings)
        publish({ name: 'settings.changed', payload: { revision } })
        return answer()
      },
    },
  }
}

/**
 * What was kept, with the default for every setting that is missing or can no longer be read: a version that
 * brings a new setting, or narrows one, must not throw away the others.
 */
export function settingsFrom(kept: unknown): Settings {
  const given = z.record(z.string(), z.unknown()).catch({}).parse(kept)
  const readable = Object.entries(Settings.shape).flatMap(([name, schema]) => {
    const value = schema.safeParse(given[name])
    return value.success && value.data !== undefined ? [[name, value.data]] : []
  })
  return Settings.parse({ ...DEFAULTS, ...Object.fromEntries(readable) })
}
