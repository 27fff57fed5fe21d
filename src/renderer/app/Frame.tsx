import { spotlight } from '@mantine/spotlight'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Route, Switch } from 'wouter'
import type { LinkState } from '../client/index.ts'
import { BatchesView } from '../features/batches/index.ts'
import { LedgerView, NumbersView } from '../features/bindings/index.ts'
import { CallAnnouncer, newestLiveCall, useCallsApi } from '../features/calls/index.ts'
import { CampaignsView } from '../features/campaigns/index.ts'
import { ContactsView } from '../features/contacts/index.ts'
import { CostView } from '../features/cost/index.ts'
import { DialView } from '../features/dial/index.ts'
import { DoNotCallView } from '../features/do-not-call/index.ts'
import { GapsView } from '../features/gaps/index.ts'
import { HistoryView, NO_FILTER, useHistory } from '../features/history/index.ts'
import { MessagesView } from '../features/messages/index.ts'
import { NotifyView } from '../features/notify/index.ts'
import { activeProfile, useProfiles } from '../features/profiles/index.ts'
import { PromptsView } from '../features/prompts/index.ts'
import { RecordingsView } from '../features/recordings/index.ts'
import { ReviewView } from '../features/review/index.ts'
import { RoutingView } from '../features/routing/index.ts'
import { SettingsView } from '../features/settings/index.ts'
import { TemplatesView } from '../features/templates/index.ts'
import { useTexts } from '../i18n/index.ts'
import { go } from '../ui/go.ts'
import { focusOf } from '../ui/keys.ts'
import { readRemembered, remember } from '../ui/remembered.ts'
import { ROUTES } from '../ui/routes.ts'
import classes from './Frame.module.css'
import { HistoryFrame } from './HistoryFrame.tsx'
import { type Combo, type Command, commandFor, readKeys, writeKeys } from './keymap.ts'
import { LinkBanner } from './LinkBanner.tsx'
import { Palette } from './Palette.tsx'
import { Rail } from './Rail.tsx'
import { Shortcuts } from './Shortcuts.tsx'
import { StatusLine } from './StatusLine.tsx'
import { TopBar } from './TopBar.tsx'

export function Frame(props: { state: LinkState }) {
  const { t } = useTexts()
  const calls = useCallsApi()
  const search = useRef<HTMLInputElement>(null)
  const [shortcuts, setShortcuts] = useState(false)
  const [keys, setKeys] = useState(() => readKeys(readRemembered('keys')))
  const environment = useProfiles((state) => activeProfile(state)?.environment)
  const showShortcuts = useCallback(() => setShortcuts(true), [])

  const chooseKeys = (chosen: ReadonlyMap<Command, Combo>) => {
    setKeys(chosen)
    remember('keys', writeKeys(chosen))
  }

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = commandFor(event, focusOf(event.target), keys)
      if (command === undefined) return
      event.preventDefault()
      if (command === 'palette') spotlight.open()
      else if (command === 'search') search.current?.focus()
      else if (command === 'shortcuts') showShortcuts()
      else if (command === 'hangUp') {
        const call = newestLiveCall(calls.getState())
        if (call !== undefined) calls.getState().hangUp(call.id)
      } else go(ROUTES[command])
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [calls, keys, showShortcuts])

  return (
    <div className={classes.frame} data-environment={environment}>
      <button type="button" className={classes.skip} onClick={focusMain}>
        {t('frame.skipToContent')}
      </button>
      <Rail />
      <TopBar searchRef={search} />
      <main id="main" className={classes.main} tabIndex={-1}>
        <LinkBanner state={props.state} />
        <div className={classes.view}>
          <Place />
        </div>
      </main>
      <StatusLine />
      <Palette onShortcuts={showShortcuts} />
      <Shortcuts opened={shortcuts} onClose={() => setShortcuts(false)} chosen={keys} onChoose={chooseKeys} />
      <CallAnnouncer />
    </div>
  )
}

/** What the address names; nothing else of the frame is drawn again when that changes. */
function Place() {
  const findCalls = useHistory((state) => state.showView)
  return (
    <Switch>
      <Route path="/history/contacts/:contactId?">
        {(params) => (
          <HistoryFrame here="contacts">
            <ContactsView
              contactId={params.contactId}
              onCalls={(text) => {
                findCalls({ ...NO_FILTER, text })
                go(ROUTES.history)
              }}
            />
          </HistoryFrame>
        )}
      </Route>
      <Route path="/history/cost">
        <HistoryFrame here="cost">
          <CostView />
        </HistoryFrame>
      </Route>
      <Route path="/history/gaps">
        <HistoryFrame here="gaps">
          <GapsView />
        </HistoryFrame>
      </Route>
      <Route path="/history/:callId?">
        {(params) => (
          <HistoryFrame here="calls">
            <HistoryView callId={params.callId} />
          </HistoryFrame>
        )}
      </Route>
      <Route path="/notify">
        <NotifyView tab="notification" />
      </Route>
      <Route path="/notify/campaigns/:campaignId?">
        {(params) => <CampaignsView campaignId={params.campaignId} />}
      </Route>
      <Route path="/notify/do-not-call">
        <DoNotCallView />
      </Route>
      <Route path="/notify/code">
        <NotifyView tab="verification" />
      </Route>
      <Route path="/recordings/:callId?">{(params) => <RecordingsView callId={params.callId} />}</Route>
      <Route path="/review/:part?/:item?">
        {(params) => <ReviewView part={params.part} item={params.item} />}
      </Route>
      <Route path="/masking/numbers">
        <NumbersView />
      </Route>
      <Route path="/masking/batches/:item?">{(params) => <BatchesView item={params.item} />}</Route>
      <Route path="/masking/routing/:item?">{(params) => <RoutingView item={params.item} />}</Route>
      <Route path="/masking/messages/:messageId?">
        {(params) => <MessagesView messageId={params.messageId} />}
      </Route>
      <Route path="/masking/:item?">{(params) => <LedgerView item={params.item} />}</Route>
      <Route path="/prompts/templates/:templateId?">
        {(params) => <TemplatesView templateId={params.templateId} />}
      </Route>
      <Route path="/prompts/:promptId?">{(params) => <PromptsView promptId={params.promptId} />}</Route>
      <Route path="/settings/:section?/:item?">
        {(params) => <SettingsView section={params.section} item={params.item} />}
      </Route>
      <Route>
        <DialView />
      </Route>
    </Switch>
  )
}

/** The address holds the place in the application, so no link to a fragment can do this. */
function focusMain(): void {
  document.getElementById('main')?.focus()
}
