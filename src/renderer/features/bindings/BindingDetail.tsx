import { Button, Skeleton } from '@mantine/core'
import { IconCopyPlus, IconPencil, IconRefresh } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { Binding } from '../../../contract/bindings.ts'
import { isChangeable } from '../../../domain/bindings/index.ts'
import type { BindingId } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { go } from '../../ui/go.ts'
import { NumberText } from '../../ui/NumberText.tsx'
import { ROUTES } from '../../ui/routes.ts'
import { Section } from '../../ui/Section.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.ts'
import { useAct } from '../../ui/use-act.ts'
import { useNow } from '../../ui/use-now.ts'
import { useProfiles } from '../profiles/index.ts'
import { BindingCalls } from './BindingCalls.tsx'
import classes from './BindingDetail.module.css'
import { BindingFacts } from './BindingFacts.tsx'
import { BindingHistory } from './BindingHistory.tsx'
import { isOver } from './filter.ts'
import { formOf } from './form.ts'
import { ModeBadge } from './ModeBadge.tsx'
import { ModePicture } from './ModePicture.tsx'
import { ModifyBinding } from './ModifyBinding.tsx'
import { Outcome } from './Outcome.tsx'
import { Pairs } from './Pairs.tsx'
import { StateMark } from './StateMark.tsx'
import { useBindings } from './store.ts'
import { TemporaryCallee } from './TemporaryCallee.tsx'
import { Unbind } from './Unbind.tsx'
import { leftOf, lifeWords } from './words.ts'

const TICK_MS = 1000

/** One binding in full: who and what, how long still, what was done to it, and the calls through it. */
export function BindingDetail(props: { bindingId: BindingId }) {
  const { bindingId } = props
  const { t } = useTexts()
  const openBinding = useBindings((state) => state.openBinding)
  const closeBinding = useBindings((state) => state.closeBinding)
  const open = useBindings((state) => (state.open?.id === bindingId ? state.open : undefined))
  const changing = useBindings((state) => state.changes.has(bindingId))

  useEffect(() => {
    openBinding(bindingId)
  }, [bindingId, openBinding])
  useEffect(() => closeBinding, [closeBinding])

  if (open?.error !== undefined && open.detail === undefined) {
    return <ErrorState error={open.error} onRetry={() => openBinding(bindingId)} />
  }
  if (open?.detail === undefined) return <DetailSkeleton label={t('common.loading')} />
  const { binding, history, calls } = open.detail
  return (
    <article className={classes.detail}>
      <Head binding={binding} />
      <Outcome binding={binding} />
      <ModePicture
        caption
        parties={{
          mode: binding.mode,
          direction: binding.settings.direction ?? 'both',
          a: binding.a,
          b: binding.b,
          x: binding.x,
          areaCode: binding.areaCode,
          extension: binding.extension,
          ...onlyPair(binding),
        }}
      />
      {changing && binding.state === 'active' ? <ModifyBinding binding={binding} /> : null}
      {binding.mode === 'ax' ? <TemporaryCallee binding={binding} /> : null}
      {binding.mode === 'axyb' ? <Pairs binding={binding} /> : null}
      <Section title={t('bindings.facts.title')}>
        <BindingFacts binding={binding} />
      </Section>
      <Section title={t('bindings.calls.title')}>
        <BindingCalls calls={calls} />
      </Section>
      <Section title={t('bindings.history.title')}>
        <BindingHistory entries={history} pairs={binding.pairs} />
      </Section>
    </article>
  )
}

/** AXYB: with a single B the picture can show it, and the Y it is seen as. */
function onlyPair({ pairs }: Binding): { b?: string | undefined; y?: string | undefined } {
  const [pair, ...others] = pairs.filter(({ state }) => state === 'active')
  return pair === undefined || others.length > 0 ? {} : { b: pair.b, y: pair.y }
}

function Head(props: { binding: Binding }) {
  const { binding } = props
  const { t, language } = useTexts()
  const counting = binding.state === 'active' && binding.expiresAt !== undefined
  const now = useNow(counting ? TICK_MS : undefined)
  const left = leftOf(binding, now)
  return (
    <header className={classes.head}>
      <div className={classes.title}>
        <h2 className={classes.numbers}>
          <NumberText number={binding.a} />
          {binding.b === undefined ? null : (
            <>
              <span aria-hidden="true">⇄</span>
              <NumberText number={binding.b} />
            </>
          )}
          <ModeBadge mode={binding.mode} />
        </h2>
        <div className={classes.under}>
          <StateMark state={binding.state} />
          <span className={classes.left} data-soon={left?.soon === true || undefined}>
            {lifeWords(binding, now, t, language)}
          </span>
        </div>
      </div>
      <Acts binding={binding} />
    </header>
  )
}

function Acts(props: { binding: Binding }) {
  const { binding } = props
  const { t } = useTexts()
  const online = useOnline()
  const changing = useBindings((state) => state.changes.has(binding.id))
  const { setChange, edit, refresh } = useBindings((state) => state)
  const use = useProfiles((state) => state.use)
  const { busy, error, act } = useAct(errorOf)
  const active = binding.state === 'active'

  const ask = () =>
    act(async () => {
      const verdict = await refresh(binding.id)
      showToast(t, { message: t(`bindings.verdict.${verdict}`) })
    })
  const again = () => {
    edit(binding.mode, formOf(binding))
    use(binding.profileId)
    go(ROUTES.newBinding)
  }

  return (
    <div className={classes.acts}>
      {active && isChangeable(binding.mode) && !changing ? (
        <Button
          variant="default"
          disabled={!online}
          leftSection={<IconPencil size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => setChange(binding.id, formOf(binding))}
        >
          {t('bindings.modify.open')}
        </Button>
      ) : null}
      {binding.state === 'binding' ? null : (
        <Button
          variant="default"
          disabled={!online}
          loading={busy}
          leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden="true" />}
          onClick={ask}
        >
          {t('bindings.refresh')}
        </Button>
      )}
      {isOver(binding) ? (
        <Button
          variant="default"
          leftSection={<IconCopyPlus size={16} stroke={1.75} aria-hidden="true" />}
          onClick={again}
        >
          {t('bindings.again')}
        </Button>
      ) : null}
      {active ? <Unbind binding={binding} /> : null}
      <div className={classes.problem}>
        <ErrorNotice error={error} />
      </div>
    </div>
  )
}

function DetailSkeleton(props: { label: string }) {
  return (
    <div className={classes.detail} role="status" aria-label={props.label} aria-busy="true">
      <Skeleton height={22} width={260} mt={20} />
      <Skeleton height={12} width={180} mt={12} />
      <Skeleton height={140} mt={24} radius={10} />
      <Skeleton height={110} mt={28} />
    </div>
  )
}
