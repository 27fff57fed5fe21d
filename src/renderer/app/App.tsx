import { MantineProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import type { i18n } from 'i18next'
import 'dayjs/locale/zh-cn'
import { useSyncExternalStore } from 'react'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { useStore } from 'zustand'
import type { Link } from '../client/index.ts'
import { CallsProvider } from '../features/calls/index.ts'
import { DialProvider } from '../features/dial/index.ts'
import { HistoryProvider } from '../features/history/index.ts'
import { RecordingsProvider } from '../features/player/index.ts'
import { ProfilesProvider } from '../features/profiles/index.ts'
import { PromptsProvider } from '../features/prompts/index.ts'
import { ReceiverProvider } from '../features/receiver/index.ts'
import { SettingsProvider } from '../features/settings/index.ts'
import { TemplatesProvider } from '../features/templates/index.ts'
import { UploadsProvider } from '../features/uploads/index.ts'
import { TextsProvider, useTexts } from '../i18n/index.ts'
import { ConnectivityProvider } from '../ui/connectivity.tsx'
import { HostInfoProvider } from '../ui/host-info.tsx'
import { Appearance } from './Appearance.tsx'
import { Frame } from './Frame.tsx'
import type { Stores } from './stores.ts'
import { theme } from './theme.ts'

export function App(props: { link: Link; stores: Stores; texts: i18n }) {
  const { link, stores, texts } = props
  const state = useSyncExternalStore(link.onState, link.state)
  const info = useStore(stores.host, (host) => host.info)

  return (
    <TextsProvider i18n={texts}>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <DatesInLanguage>
          <Router hook={useHashLocation}>
            <HostInfoProvider value={info}>
              <ConnectivityProvider value={state === 'online'}>
                <SettingsProvider value={stores.settings}>
                  <ProfilesProvider value={stores.profiles}>
                    <ReceiverProvider value={stores.receiver}>
                      <RecordingsProvider value={stores.recordings}>
                        <CallsProvider value={stores.calls}>
                          <DialProvider value={stores.dial}>
                            <HistoryProvider value={stores.history}>
                              <UploadsProvider value={stores.uploads}>
                                <PromptsProvider value={stores.prompts}>
                                  <TemplatesProvider value={stores.templates}>
                                    <Appearance texts={texts} />
                                    <Frame state={state} />
                                    <Notifications position="bottom-right" limit={3} />
                                  </TemplatesProvider>
                                </PromptsProvider>
                              </UploadsProvider>
                            </HistoryProvider>
                          </DialProvider>
                        </CallsProvider>
                      </RecordingsProvider>
                    </ReceiverProvider>
                  </ProfilesProvider>
                </SettingsProvider>
              </ConnectivityProvider>
            </HostInfoProvider>
          </Router>
        </DatesInLanguage>
      </MantineProvider>
    </TextsProvider>
  )
}

function DatesInLanguage(props: { children: React.ReactNode }) {
  const { language } = useTexts()
  return (
    <DatesProvider settings={{ locale: language === 'zh-CN' ? 'zh-cn' : 'en', firstDayOfWeek: 1 }}>
      {props.children}
    </DatesProvider>
  )
}
