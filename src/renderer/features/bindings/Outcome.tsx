import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Binding } from '../../../contract/bindings.ts'
import { errorOf } from '../../client/index.ts'
import { joinSentences, useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAct } from '../../ui/use-act.ts'
import classes from './Outcome.module.css'
import { useBindings, type Verdict } from './store.ts'
import { problemWords } from './words.ts'

/** What is to be said of a binding that is not simply in order, and what can be done. */
export function Outcome(props: { binding: Binding }) {
  const { binding } = props
  const { t, language } = useTexts()
  const notice = () => {
    const { state, problem, doubt } = binding
    if (state === 'unknown') return <Unsettled binding={binding} />
    if (doubt !== undefined) return <Doubted binding={binding} doubt={doubt} />
    if (state === 'binding') {
      return (
        <Notice tone="info" title={t('bindings.outcome.binding.title')} role="status">
          {t('bindings.outcome.binding.text')}
        </Notice>
      )
    }
    if ((state === 'refused' || state === 'notSent') && problem !== undefined) {
      const words = problemWords(problem, language)
      return (
        <Notice tone="bad" title={t(`bindings.outcome.${state}`)} role="alert">
          {joinSentences(language, words.message, words.remedy)}
          {problem.resultdesc === undefined || problem.resultdesc === '' ? null : (
            <span className={classes.desc}>{problem.resultdesc}</span>
          )}
        </Notice>
      )
    }
    if (state === 'gone') {
      return (
        <Notice tone="warn" title={t('bindings.outcome.gone.title')}>
          {t('bindings.outcome.gone.text')}
        </Notice>
      )
    }
    if (state === 'active' && problem !== undefined) {
      const words = problemWords(problem, language)
      return (
        <Notice tone="warn" title={t('bindings.outcome.lastProblem')}>
          {joinSentences(language, words.message, words.remedy)}
        </Notice>
      )
    }
    return null
  }
  const shown = notice()
  return shown === null ? null : <div className={classes.outcome}>{shown}</div>
}

/** The answer to a bind was lost: the platform is asked first; where it cannot tell, a person decides. */
function Unsettled(props: { binding: Binding }) {
  const { binding } = props
  const { t } = useTexts()
  const online = useOnline()
  const { refresh, settle } = useBindings((state) => state)
  const [verdict, setVerdict] = useState<Verdict>()
  const { busy, error, act } = useAct(errorOf)
  return (
    <Notice
      tone="warn"
      role="alert"
      title={t('bindings.unknown.title')}
      actions={
        <>
          <Button
            size="compact-sm"
            disabled={!online}
            loading={busy}
            onClick={() => act(async () => setVerdict(await refresh(binding.id)))}
          >
            {t('bindings.refresh')}
          </Button>
          <span className={classes.question}>{t('bindings.unknown.question')}</span>
          <Button
            size="compact-sm"
            variant="default"
            disabled={!online || busy}
            onClick={() => act(() => settle(binding.id, undefined, 'bound'))}
          >
            {t('bindings.unknown.bound')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={!online || busy}
            onClick={() => act(() => settle(binding.id, undefined, 'notBound'))}
          >
            {t('bindings.unknown.notBound')}
          </Button>
        </>
      }
    >
      {verdict === 'undecided' ? t('bindings.unknown.undecided') : t('bindings.unknown.text')}
      <ErrorNotice error={error} />
    </Notice>
  )
}

/** The answer to a change was lost; asking the platform settles it. */
function Doubted(props: { binding: Binding; doubt: NonNullable<Binding['doubt']> }) {
  const { binding, doubt } = props
  const { t } = useTexts()
  const online = useOnline()
  const refresh = useBindings((state) => state.refresh)
  const { busy, error, act } = useAct(errorOf)
  return (
    <Notice
      tone="warn"
      role="alert"
      title={t(`bindings.doubt.${doubt}`)}
      actions={
        <Button
          size="compact-sm"
          disabled={!online}
          loading={busy}
          onClick={() =>
            act(async () => {
              await refresh(binding.id)
            })
          }
        >
          {t('bindings.refresh')}
        </Button>
      }
    >
      {t('bindings.doubt.text')}
      <ErrorNotice error={error} />
    </Notice>
  )
}
