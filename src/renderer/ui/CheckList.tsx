import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react'
import { useTexts } from '../i18n/index.ts'
import classes from './CheckList.module.css'

export type CheckStatus = 'pass' | 'warn' | 'fail' | 'unknown'

const ICONS = {
  pass: IconCircleCheck,
  warn: IconAlertTriangle,
  fail: IconCircleX,
  unknown: IconHelpCircle,
}

/** What was looked at and what was found, one line each; told to screen readers as it comes. */
export function CheckList(props: {
  checks: readonly {
    readonly key: string
    readonly status: CheckStatus
    readonly title: string
    readonly text: string
  }[]
}) {
  const { t } = useTexts()
  return (
    <ul className={classes.checks} aria-live="polite">
      {props.checks.map(({ key, status, title, text }) => {
        const Icon = ICONS[status]
        return (
          <li key={key} data-status={status}>
            <Icon size={19} stroke={1.75} aria-hidden="true" />
            <div>
              <strong>
                {title}
                <span className="visually-hidden">: {t(`common.check.${status}`)}</span>
              </strong>
              <p>{text}</p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
