import { ActionIcon, Button, Menu } from '@mantine/core'
import { useFileDialog } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconDots, IconDownload, IconReplace, IconTrash } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { PromptDetail as Detail, Prompt } from '../../../contract/prompts.ts'
import type { PromptId } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { formatRelative, useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { fromHere } from '../../ui/go.ts'
import { MomentText } from '../../ui/MomentText.tsx'
import { ReviewHistory } from '../../ui/ReviewHistory.tsx'
import { ReviewSteps } from '../../ui/ReviewSteps.tsx'
import { ROUTES } from '../../ui/routes.ts'
import { Section } from '../../ui/Section.tsx'
import { ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.ts'
import { useAct } from '../../ui/use-act.ts'
import { useNow } from '../../ui/use-now.ts'
import { useProfiles } from '../profiles/index.ts'
import { Findings } from './Findings.tsx'
import { Listen } from './Listen.tsx'
import classes from './PromptDetail.module.css'
import { PromptForm } from './PromptForm.tsx'
import { ShapingForm } from './ShapingForm.tsx'
import { USUAL_SHAPING } from './shaping.ts'
import { usePrompts } from './store.ts'
import { originWords } from './words.ts'

export function PromptDetail(props: { promptId: PromptId; onHandOff: () => void }) {
  const { promptId } = props
  const { t } = useTexts()
  const show = usePrompts((state) => state.show)
  const load = usePrompts((state) => state.load)
  const slot = usePrompts((state) => state.details.get(promptId))
  useEffect(() => show(promptId), [promptId, show])
  if (slot?.detail === undefined) {
    if (slot?.error === undefined) return <ListSkeleton rows={6} height={64} label={t('common.loading')} />
    return <ErrorState error={slot.error} onRetry={() => load()} />
  }
  return <Whole detail={slot.detail} onHandOff={props.onHandOff} />
}

function Whole(props: { detail: Detail; onHandOff: () => void }) {
  const { prompt, versions, history, usedBy } = props.detail
  const { version } = prompt
  const { t, language } = useTexts()
  const online = useOnline()
  const profiles = useProfiles((state) => state.list)
  const setReview = usePrompts((state) => state.setReview)
  const review = useAct(errorOf)
  const name = useRef<HTMLInputElement>(null)
  return (
    <article className={classes.detail} aria-label={prompt.name}>
      <Head prompt={prompt} onHandOff={props.onHandOff} />
      <Section title={t('prompts.detail.check')}>
        <Findings prompt={prompt} onRename={() => name.current?.focus()} />
      </Section>
      <Section title={t('prompts.detail.sound')}>
        <Listen key={version.id} version={version} />
      </Section>
      <Section title={t('reviews.title')} hint={t('reviews.hint')}>
        <ErrorNotice error={review.error} />
        <ReviewSteps
          subject="prompt"
          profiles={profiles}
          reviews={prompt.reviews}
          disabled={!online || review.busy}
          onState={(change) => review.act(() => setReview({ promptId: prompt.id, ...change }))}
        />
      </Section>
      <Section title={t('prompts.detail.words')}>
        <PromptForm key={prompt.name} prompt={prompt} nameRef={name} />
      </Section>
      <Make prompt={prompt} />
      <Section title={t('prompts.detail.usedBy')}>
        <UsedBy usedBy={usedBy} names={new Map(profiles.map((profile) => [profile.id, profile.name]))} />
      </Section>
      <Section title={t('prompts.detail.versions')}>
        <ul className={classes.list}>
          {versions.map((one) => (
            <li key={one.id}>
              <strong>{t('prompts.detail.version', { number: one.number })}</strong>
              <span>{originWords(one, t)}</span>
              <span className={classes.facts}>{factsOf(one, t)}</span>
              <MomentText at={one.madeAt}>{formatRelative(one.madeAt, Date.now(), language)}</MomentText>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('prompts.detail.history')}>
        <ReviewHistory
          subject="prompt"
          steps={history}
          profiles={profiles}
          versionWords={(words) =>
            words === `${version.number} ${prompt.name}`
              ? undefined
              : t('prompts.detail.historyVersion', { version: words })
          }
        />
      </Section>
    </article>
  )
}

function factsOf(version: Prompt['version'], t: ReturnType<typeof useTexts>['t']): string {
  const facts = t('prompts.detail.facts', {
    seconds: version.seconds.toFixed(1),
    size: Math.ceil(version.bytes / 1000),
  })
  const level =
    version.levelDbm0 === undefined
      ? t('prompts.detail.silence')
      : t('prompts.shaping.levelValue', { level: version.levelDbm0.toFixed(1).replace('-', '−') })
  return `${facts} · ${level}`
}

function Head(props: { prompt: Prompt; onHandOff: () => void }) {
  const { prompt } = props
  const { t } = useTexts()
  const online = useOnline()
  const add = usePrompts((state) => state.add)
  const remove = usePrompts((state) => state.remove)
  const restore = usePrompts((state) => state.restore)
  const { error, act } = useAct(errorOf)
  const dialog = useFileDialog({
    multiple: false,
    resetOnOpen: true,
    onChange: (files) => add([...(files ?? [])], { origin: 'file', promptId: prompt.id }),
  })
  const takeOut = () =>
    act(async () => {
      const goOn = fromHere()
      await remove(prompt.id)
      goOn(ROUTES.prompts)
      const id = showToast(t, {
        message: (
          <>
            {t('prompts.detail.removed', { name: prompt.name })}{' '}
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => {
                notifications.hide(id)
                restore(prompt.id).catch(() => undefined)
              }}
            >
              {t('prompts.detail.undo')}
            </Button>
          </>
        ),
        autoClose: 10_000,
      })
    })
  return (
    <header className={classes.head}>
      <div className={classes.title}>
        <h2>{prompt.name}</h2>
        <div className={classes.facts}>
          {t('prompts.detail.version', { number: prompt.version.number })} · {factsOf(prompt.version, t)}
        </div>
        <ErrorNotice error={error} />
      </div>
      <div className={classes.acts}>
        <Button disabled={!online} onClick={props.onHandOff}>
          {t('prompts.handOffOpen')}
        </Button>
        <Button
          variant="default"
          disabled={!online}
          leftSection={<IconReplace size={16} stroke={1.6} aria-hidden="true" />}
          onClick={dialog.open}
        >
          {t('prompts.detail.replace')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label={t('prompts.detail.more')}>
              <IconDots size={17} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              component="a"
              href={`/media/prompt/${prompt.version.id}`}
              download={prompt.name}
              leftSection={<IconDownload size={16} stroke={1.6} />}
            >
              {t('prompts.detail.download')}
            </Menu.Item>
            <Menu.Item
              color="red"
              disabled={!online}
              leftSection={<IconTrash size={16} stroke={1.6} />}
              onClick={takeOut}
            >
              {t('prompts.detail.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </header>
  )
}

/** Another version from the same source. */
function Make(props: { prompt: Prompt }) {
  const { id, version } = props.prompt
  const { t } = useTexts()
  const online = useOnline()
  const reshape = usePrompts((state) => state.reshape)
  const [shaping, setShaping] = useState(version.shaping ?? USUAL_SHAPING)
  const { busy, error, act } = useAct(errorOf)
  const make = () =>
    act(async () => {
      await reshape(id, shaping)
    })
  return (
    <Section
      title={t('prompts.detail.make')}
      hint={t(version.hasSource ? 'prompts.detail.makeHint' : 'prompts.detail.noSource')}
    >
      {version.hasSource ? (
        <div className={classes.make}>
          <ShapingForm shaping={shaping} onChange={setShaping} />
          <div>
            <Button variant="default" disabled={!online} loading={busy} onClick={make}>
              {t('prompts.detail.makeAct')}
            </Button>
          </div>
          <ErrorNotice error={error} />
        </div>
      ) : null}
    </Section>
  )
}

const TICK_MS = 60_000

function UsedBy(props: { usedBy: Detail['usedBy']; names: ReadonlyMap<string, string> }) {
  const { t, language } = useTexts()
  const now = useNow(TICK_MS)
  if (props.usedBy.length === 0) return <p className={classes.quiet}>{t('prompts.detail.usedNever')}</p>
  return (
    <ul className={classes.list}>
      {props.usedBy.map(({ profileId, calls, lastAt }) => (
        <li key={profileId}>
          <strong>{props.names.get(profileId) ?? t('reviews.history.profileGone')}</strong>
          <span>
            {t('prompts.detail.usedCalls', { count: calls, when: formatRelative(lastAt, now, language) })}
          </span>
        </li>
      ))}
    </ul>
  )
}
