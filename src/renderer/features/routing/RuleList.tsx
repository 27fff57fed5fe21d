import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconListDetails, IconPlus, IconTestPipe } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { Link } from 'wouter'
import type { Profile } from '../../../contract/profiles.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { go } from '../../ui/go.ts'
import { routingRoute } from '../../ui/routes.ts'
import { showToast } from '../../ui/toast.ts'
import { useAct } from '../../ui/use-act.ts'
import { moved, needOf, planOf, type RuleForm } from './form.ts'
import classes from './RuleList.module.css'
import { useRouting } from './store.ts'
import { usePlan } from './use-plan.ts'
import { answerWords, conditionWords } from './words.ts'

/** The rules in the order in which they are tried; the first that fits decides, the last line when none does. */
export function RuleList(props: { profile: Profile; chosen: string | undefined }) {
  const { profile, chosen } = props
  const { t } = useTexts()
  const { form } = usePlan(profile.id)
  const edit = useRouting((state) => state.edit)
  const move = (id: string, by: -1 | 1) =>
    edit(profile.id, (plan) => ({ ...plan, rules: moved(plan.rules, id, by) }))
  return (
    <div className={classes.list}>
      <Bar profile={profile} />
      <div className={classes.scroll}>
        {form.rules.length === 0 ? <p className={classes.none}>{t('routing.empty')}</p> : null}
        <ol className={classes.rules} aria-label={t('routing.rules')}>
          {form.rules.map((rule, at) => (
            <Rule
              key={rule.id}
              rule={rule}
              place={at + 1}
              of={form.rules.length}
              chosen={rule.id === chosen}
              onMove={(by) => move(rule.id, by)}
            />
          ))}
        </ol>
        <Link
          href={routingRoute('default')}
          className={classes.default}
          aria-current={chosen === 'default' ? 'true' : undefined}
        >
          <span className={classes.name}>{t('routing.default.title')}</span>
          <span className={classes.does}>
            {profile.service === 'ax'
              ? t('routing.default.message')
              : form.closeTone.trim() === ''
                ? t('routing.default.both')
                : t('routing.default.bothWith', { tone: form.closeTone })}
          </span>
        </Link>
      </div>
      <nav className={classes.tools} aria-label={t('routing.tools')}>
        <Link
          href={routingRoute('try')}
          className={classes.tool}
          aria-current={chosen === undefined || chosen === 'try' ? 'page' : undefined}
        >
          <IconTestPipe size={16} stroke={1.75} aria-hidden="true" />
          {t('routing.try.open')}
        </Link>
        <Link
          href={routingRoute('log')}
          className={classes.tool}
          aria-current={chosen === 'log' ? 'page' : undefined}
        >
          <IconListDetails size={16} stroke={1.75} aria-hidden="true" />
          {t('routing.log.open')}
        </Link>
      </nav>
    </div>
  )
}

function Bar(props: { profile: Profile }) {
  const { profile } = props
  const { t } = useTexts()
  const online = useOnline()
  const { form, changed } = usePlan(profile.id)
  const { add, save, discard } = useRouting((state) => state)
  const { busy, error, act } = useAct(errorOf)
  const begin = (of: RuleForm['for']) => go(routingRoute(add(profile.id, of)))
  const icon = <IconPlus size={16} aria-hidden="true" />
  return (
    <div className={classes.bar}>
      {profile.service === 'ax' ? (
        <Button variant="default" leftSection={icon} onClick={() => begin('message')}>
          {t('routing.add.message')}
        </Button>
      ) : (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default" leftSection={icon}>
              {t('routing.add.rule')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => begin('call')}>{t('routing.add.call')}</Menu.Item>
            <Menu.Item onClick={() => begin('message')}>{t('routing.add.message')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <span className={classes.gap} />
      {changed ? (
        <Button variant="subtle" color="gray" onClick={() => discard(profile.id)}>
          {t('routing.discard')}
        </Button>
      ) : null}
      <Button
        disabled={!online || !changed || planOf(form) === undefined}
        loading={busy}
        onClick={() =>
          act(async () => {
            await save(profile.id)
            showToast(t, { message: t('routing.saved') })
          })
        }
      >
        {t('routing.save')}
      </Button>
      <div className={classes.problem}>
        <ErrorNotice error={error} />
      </div>
    </div>
  )
}

function Rule(props: {
  rule: RuleForm
  place: number
  of: number
  chosen: boolean
  onMove: (by: -1 | 1) => void
}) {
  const { rule, place } = props
  const { t, language } = useTexts()
  const name = rule.name.trim() === '' ? t('routing.unnamed') : rule.name
  const need = needOf(rule)
  const press = (event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined
    if (by === undefined) return
    event.preventDefault()
    props.onMove(by)
  }
  return (
    <li
      className={classes.rule}
      data-off={!rule.enabled || undefined}
      data-chosen={props.chosen || undefined}
    >
      <span className={classes.place}>{place}</span>
      <Link
        href={routingRoute(rule.id)}
        className={classes.words}
        aria-current={props.chosen ? 'true' : undefined}
        onKeyDown={press}
      >
        <span className={classes.name}>
          {name}
          <span className={classes.kind}>{t(`routing.kind.${rule.for}`)}</span>
          {rule.enabled ? null : <span className={classes.kind}>{t('routing.off')}</span>}
          {need === undefined ? null : <em className={classes.need}>{t('routing.incomplete')}</em>}
        </span>
        <span className={classes.if}>{conditionWords(rule, t, language)}</span>
        <span className={classes.does}>{answerWords(rule, t)}</span>
      </Link>
      <span className={classes.moves}>
        <ActionIcon
          variant="transparent"
          color="gray"
          size="sm"
          aria-label={t('routing.moveUp', { name })}
          disabled={place === 1}
          onClick={() => props.onMove(-1)}
        >
          <IconChevronUp size={15} />
        </ActionIcon>
        <ActionIcon
          variant="transparent"
          color="gray"
          size="sm"
          aria-label={t('routing.moveDown', { name })}
          disabled={place === props.of}
          onClick={() => props.onMove(1)}
        >
          <IconChevronDown size={15} />
        </ActionIcon>
      </span>
    </li>
  )
}
