import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { isUnanswered } from '../../domain/explain/index.ts'
import { joinSentences, useTexts } from '../i18n/index.ts'
import { ErrorNotice } from './ErrorNotice.tsx'
import classes from './OnceSubmit.module.css'

/**
 * The foot of a form whose act must not happen twice: what went wrong, the button, and what is still missing. When
 * the answer was lost, pressing again asks what became of the same act.
 */
export function OnceSubmit(props: {
  error: { readonly code: string; readonly message: string; readonly remedy: string } | undefined
  ready: boolean
  busy: boolean
  icon: ReactNode
  label: string
  /** What is missing, in words. */
  need: string | undefined
}) {
  const { error, need } = props
  const { t, language } = useTexts()
  const again = isUnanswered(error)
  return (
    <>
      <ErrorNotice error={error}>
        {error === undefined || !again
          ? undefined
          : joinSentences(language, error.remedy, t('dial.failed.againHint'))}
      </ErrorNotice>
      <Button
        type="submit"
        size="md"
        fullWidth
        disabled={!props.ready}
        loading={props.busy}
        leftSection={props.icon}
      >
        {again ? t('dial.failed.again') : props.label}
      </Button>
      {need === undefined ? null : (
        <p className={classes.need} role="status">
          {need}
        </p>
      )}
    </>
  )
}
