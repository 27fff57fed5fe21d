import { Button, Menu } from '@mantine/core'
import {
  IconDownload,
  IconListCheck,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { Campaign } from '../../../contract/campaigns.ts'
import { explainPause } from '../../../domain/explain/index.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { fromHere } from '../../ui/go.ts'
import { Notice } from '../../ui/Notice.tsx'
import { ROUTES } from '../../ui/routes.ts'
import { useAct } from '../../ui/use-act.ts'
import classes from './CampaignsView.module.css'
import { hasBegun, isOver, isRunning } from './draft.ts'
import { Going } from './Going.tsx'
import { Rows } from './Rows.tsx'
import { Setup } from './Setup.tsx'
import { StateBadge } from './StateBadge.tsx'
import { useCampaigns } from './store.ts'

/** One campaign: set up before it begins, watched while it runs, read when it is over. */
export function CampaignDetail(props: { campaign: Campaign }) {
  const { campaign } = props
  const { t, language } = useTexts()
  const pause = campaign.pause
  const said: { resultcode?: string } =
    pause?.resultcode === undefined ? {} : { resultcode: pause.resultcode }
  const words = pause === undefined ? undefined : explainPause(pause.reason, said, language)
  return (
    <article className={classes.detail} aria-label={campaign.name}>
      <header className={classes.head}>
        <div>
          <h2>{campaign.name}</h2>
          <StateBadge state={campaign.state} />
        </div>
        <Actions campaign={campaign} />
      </header>
      <ErrorNotice error={campaign.problem} />
      {campaign.state === 'paused' && words !== undefined ? (
        <Notice tone="warn" title={words.message} role="status">
          {words.remedy}
        </Notice>
      ) : null}
      {campaign.state === 'running' && campaign.waiting !== undefined ? (
        <Notice tone="info" role="status">
          {t(`campaigns.waiting.${campaign.waiting.for}`)}
        </Notice>
      ) : null}
      {hasBegun(campaign) ? (
        <>
          <Going campaign={campaign} />
          <Rows campaign={campaign} />
        </>
      ) : (
        <Setup campaign={campaign} />
      )}
    </article>
  )
}

function Actions(props: { campaign: Campaign }) {
  const { campaign } = props
  const { t } = useTexts()
  const [confirming, setConfirming] = useState(false)
  const { act: ask, remove, exportRows } = useCampaigns((state) => state)
  const { busy, error, act } = useAct(errorOf)
  const { state, id } = campaign
  const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const
  const ready = campaign.list !== undefined && campaign.contents.length > 0
  return (
    <div>
      <div className={classes.acts}>
        {state === 'draft' || state === 'checked' ? (
          <Button
            variant={state === 'draft' ? 'filled' : 'default'}
            disabled={!ready}
            loading={busy}
            leftSection={<IconListCheck {...icon} />}
            onClick={() => act(() => ask(id, 'check'))}
          >
            {t(state === 'draft' ? 'campaigns.check' : 'campaigns.checkAgain')}
          </Button>
        ) : null}
        {state === 'checked' || state === 'paused' ? (
          <Button
            loading={busy}
            leftSection={<IconPlayerPlay {...icon} />}
            onClick={() => act(() => ask(id, 'start'))}
          >
            {t(state === 'checked' ? 'campaigns.start' : 'campaigns.goOn')}
          </Button>
        ) : null}
        {state === 'running' ? (
          <Button
            variant="default"
            loading={busy}
            leftSection={<IconPlayerPause {...icon} />}
            onClick={() => act(() => ask(id, 'pause'))}
          >
            {t('campaigns.pause')}
          </Button>
        ) : null}
        {state === 'running' || state === 'paused' ? (
          confirming ? (
            <Button
              color="red"
              loading={busy}
              leftSection={<IconPlayerStop {...icon} />}
              onClick={() => act(() => ask(id, 'stop'))}
              onBlur={() => setConfirming(false)}
              autoFocus
            >
              {t('campaigns.stopNow', { name: campaign.name })}
            </Button>
          ) : (
            <Button
              variant="default"
              leftSection={<IconPlayerStop {...icon} />}
              onClick={() => setConfirming(true)}
            >
              {t('campaigns.stop')}
            </Button>
          )
        ) : null}
        {campaign.counts.rows > 0 ? (
          <Menu>
            <Menu.Target>
              <Button variant="default" leftSection={<IconDownload {...icon} />}>
                {t('campaigns.export')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {(['xlsx', 'csv'] as const).map((format) => (
                <Menu.Item key={format} onClick={() => act(() => exportRows(id, {}, format))}>
                  {t(`campaigns.exportAs.${format}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : null}
        {isRunning(campaign) || (hasBegun(campaign) && !isOver(campaign)) ? null : (
          <RemoveCampaign
            name={campaign.name}
            onRemove={() =>
              act(async () => {
                const goOn = fromHere()
                await remove(id)
                goOn(ROUTES.campaigns)
              })
            }
          />
        )}
      </div>
      <ErrorNotice error={error} />
    </div>
  )
}

/** It takes its rows along, so the thing is named before it goes. */
function RemoveCampaign(props: { name: string; onRemove: () => void }) {
  const { t } = useTexts()
  const [confirming, setConfirming] = useState(false)
  return (
    <Button
      variant={confirming ? 'filled' : 'default'}
      {...(confirming ? { color: 'red' } : {})}
      leftSection={<IconTrash size={16} stroke={1.75} aria-hidden="true" />}
      onBlur={() => setConfirming(false)}
      onClick={() => (confirming ? props.onRemove() : setConfirming(true))}
    >
      {confirming ? t('campaigns.removeNow', { name: props.name }) : t('campaigns.remove')}
    </Button>
  )
}
