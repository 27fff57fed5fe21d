import { MantineProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import type { i18n } from 'i18next'
import 'dayjs/locale/zh-cn'
import { type ReactNode, useSyncExternalStore } from 'react'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { useStore } from 'zustand'
import type { Link } from '../client/index.ts'
import { AnnotationsProvider } from '../features/annotations/index.ts'
import { AuditProvider } from '../features/audit/index.ts'
import { BackupsProvider, DamagedView } from '../features/backup/index.ts'
import { BatchesProvider } from '../features/batches/index.ts'
import { BindingsProvider, PrivateNumbersProvider } from '../features/bindings/index.ts'
import { CallsProvider } from '../features/calls/index.ts'
import { CampaignsProvider } from '../features/campaigns/index.ts'
import { ContactsProvider } from '../features/contacts/index.ts'
import { CostProvider } from '../features/cost/index.ts'
import { DialProvider } from '../features/dial/index.ts'
import { DoNotCallProvider } from '../features/do-not-call/index.ts'
import { DoctorProvider } from '../features/doctor/index.ts'
import { ExportsProvider } from '../features/exports/index.ts'
import { GapsProvider } from '../features/gaps/index.ts'
import { HistoryProvider } from '../features/history/index.ts'
import { MessagesProvider } from '../features/messages/index.ts'
import { NotifyProvider } from '../features/notify/index.ts'
import { MarksProvider, RecordingsProvider } from '../features/player/index.ts'
import { NumberMasking, PrivacyProvider } from '../features/privacy/index.ts'
import { ProfilesProvider } from '../features/profiles/index.ts'
import { PromptsProvider } from '../features/prompts/index.ts'
import { ReceiverProvider } from '../features/receiver/index.ts'
import { RescueProvider } from '../features/recordings/index.ts'
import { RemindersProvider } from '../features/reminders/index.ts'
import { RetentionProvider } from '../features/retention/index.ts'
import { ReviewProvider } from '../features/review/index.ts'
import { RoutingProvider } from '../features/routing/index.ts'
import { SettingsProvider } from '../features/settings/index.ts'
import { TasksProvider } from '../features/tasks/index.ts'
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
                <WithStores stores={stores}>
                  <NumberMasking>
                    <Appearance texts={texts} />
                    {info?.damaged === true ? <DamagedView /> : <Frame state={state} />}
                    <Notifications position="bottom-right" limit={3} />
                  </NumberMasking>
                </WithStores>
              </ConnectivityProvider>
            </HostInfoProvider>
          </Router>
        </DatesInLanguage>
      </MantineProvider>
    </TextsProvider>
  )
}

/** Each topic's store for its parts, one line a topic. */
function WithStores(props: { stores: Stores; children: ReactNode }) {
  const { stores } = props
  const around: readonly ((inner: ReactNode) => ReactNode)[] = [
    (inner) => <SettingsProvider value={stores.settings}>{inner}</SettingsProvider>,
    (inner) => <ProfilesProvider value={stores.profiles}>{inner}</ProfilesProvider>,
    (inner) => <ReceiverProvider value={stores.receiver}>{inner}</ReceiverProvider>,
    (inner) => <TasksProvider value={stores.tasks}>{inner}</TasksProvider>,
    (inner) => <BackupsProvider value={stores.backups}>{inner}</BackupsProvider>,
    (inner) => <CostProvider value={stores.cost}>{inner}</CostProvider>,
    (inner) => <GapsProvider value={stores.gaps}>{inner}</GapsProvider>,
    (inner) => <RetentionProvider value={stores.retention}>{inner}</RetentionProvider>,
    (inner) => <ExportsProvider value={stores.exports}>{inner}</ExportsProvider>,
    (inner) => <PrivacyProvider value={stores.privacy}>{inner}</PrivacyProvider>,
    (inner) => <AuditProvider value={stores.audit}>{inner}</AuditProvider>,
    (inner) => <DoctorProvider value={stores.doctor}>{inner}</DoctorProvider>,
    (inner) => <RecordingsProvider value={stores.recordings}>{inner}</RecordingsProvider>,
    (inner) => <RescueProvider value={stores.rescue}>{inner}</RescueProvider>,
    (inner) => <ReviewProvider value={stores.review}>{inner}</ReviewProvider>,
    (inner) => <MarksProvider value={stores.marks}>{inner}</MarksProvider>,
    (inner) => <CallsProvider value={stores.calls}>{inner}</CallsProvider>,
    (inner) => <DialProvider value={stores.dial}>{inner}</DialProvider>,
    (inner) => <HistoryProvider value={stores.history}>{inner}</HistoryProvider>,
    (inner) => <AnnotationsProvider value={stores.annotations}>{inner}</AnnotationsProvider>,
    (inner) => <RemindersProvider value={stores.reminders}>{inner}</RemindersProvider>,
    (inner) => <ContactsProvider value={stores.contacts}>{inner}</ContactsProvider>,
    (inner) => <UploadsProvider value={stores.uploads}>{inner}</UploadsProvider>,
    (inner) => <CampaignsProvider value={stores.campaigns}>{inner}</CampaignsProvider>,
    (inner) => <DoNotCallProvider value={stores.doNotCall}>{inner}</DoNotCallProvider>,
    (inner) => <NotifyProvider value={stores.notify}>{inner}</NotifyProvider>,
    (inner) => <PromptsProvider value={stores.prompts}>{inner}</PromptsProvider>,
    (inner) => <BindingsProvider value={stores.bindings}>{inner}</BindingsProvider>,
    (inner) => <PrivateNumbersProvider value={stores.privateNumbers}>{inner}</PrivateNumbersProvider>,
    (inner) => <BatchesProvider value={stores.batches}>{inner}</BatchesProvider>,
    (inner) => <RoutingProvider value={stores.routing}>{inner}</RoutingProvider>,
    (inner) => <MessagesProvider value={stores.messages}>{inner}</MessagesProvider>,
    (inner) => <TemplatesProvider value={stores.templates}>{inner}</TemplatesProvider>,
  ]
  return around.reduceRight<ReactNode>((inner, wrap) => wrap(inner), props.children)
}

function DatesInLanguage(props: { children: React.ReactNode }) {
  const { language } = useTexts()
  return (
    <DatesProvider settings={{ locale: language === 'zh-CN' ? 'zh-cn' : 'en', firstDayOfWeek: 1 }}>
      {props.children}
    </DatesProvider>
  )
}
