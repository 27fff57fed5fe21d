import type { Handlers } from '../../contract/index.ts'
import { Settings } from '../../contract/settings.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Store } from '../store/index.ts'

export type Language = 'zh-CN' | 'en'

const DEFAULTS: Settings = {
  language: 'system',
  theme: 'system',
  proxy: { kind: 'system' },
  receiverPort: 0,
  receiverHost: 'loopback',
}

const KEY = 'settings'

export type SettingsService = {
  readonly handlers: Handlers<'settings'>
  current(): Settings
  language(): Language
}

/**
 * @param systemLanguage BCP 47 tag of the system, e.g. `zh-Hans-CN`
 * @param apply told after a change is kept, so that doors to the outside follow it
 */
export async function createSettings(options: {
  store: Store
  publish: Publish
  systemLanguage: string
  nextRevision: () => number
  apply: (settings: Settings) => Promise<void>
}): Promise<SettingsService> {
  const { store, publish, nextRevision } = options
  const kept = Settings.safeParse(await store.setting(KEY))
  let settings = kept.success ? kept.data : DEFAULTS
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
