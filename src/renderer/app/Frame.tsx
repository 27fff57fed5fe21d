import { spotlight } from '@mantine/spotlight'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import type { LinkState } from '../client/index.ts'
import { CallAnnouncer, newestLiveCall, useCallsApi } from '../features/calls/index.ts'
import { DialView } from '../features/dial/index.ts'
import { HistoryView } from '../features/history/index.ts'
import { activeProfile, useProfiles } from '../features/profiles/index.ts'
import { PromptsView } from '../features/prompts/index.ts'
import { SettingsView } from '../features/settings/index.ts'
import { TemplatesView } from '../features/templates/index.ts'
import { useTexts } from '../i18n/index.ts'
import { focusOf } from '../ui/keys.ts'
import { ROUTES } from '../ui/routes.ts'
import classes from './Frame.module.css'
import { commandFor } from './keymap.ts'
import { LinkBanner } from './LinkBanner.tsx'
import { Palette } from './Palette.tsx'
import { Rail } from './Rail.tsx'
import { Shortcuts } from './Shortcuts.tsx'
import { StatusLine } from './StatusLine.tsx'
import { TopBar } from './TopBar.tsx'

export function Frame(props: { state: LinkState }) {
  const { t } = useTexts()
  const [, go] = useLocation()
  const calls = useCallsApi()
  const search = useRef<HTMLInputElement>(null)
  const [shortcuts, setShortcuts] = useState(false)
  const environment = useProfiles((state) => activeProfile(state)?.environment)
  const showShortcuts = useCallback(() => setShortcuts(true), [])

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = commandFor(event, focusOf(event.target))
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
  }, [calls, go, showShortcuts])

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
          <Switch>
            <Route path="/history/:callId?">{(params) => <HistoryView callId={params.callId} />}</Route>
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
        </div>
      </main>
      <StatusLine />
      <Palette onShortcuts={showShortcuts} />
      <Shortcuts opened={shortcuts} onClose={() => setShortcuts(false)} />
      <CallAnnouncer />
    </div>
  )
}

/** The address holds the place in the application, so no link to a fragment can do this. */
function focusMain(): void {
  document.getElementById('main')?.focus()
}
