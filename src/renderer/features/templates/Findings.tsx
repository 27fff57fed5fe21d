import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import type { Place, TemplateFinding } from '../../../domain/template/index.ts'
import { useTexts } from '../../i18n/index.ts'
import classes from './Findings.module.css'
import { findingWords } from './words.ts'

const ICONS = { stop: IconCircleX, warn: IconAlertTriangle, note: IconInfoCircle } as const

/** What the check says of the content, each with the way to its place and, where it is plain, its mending. */
export function Findings(props: {
  id: string
  findings: readonly TemplateFinding[]
  onGoTo: (place: Place) => void
  onMend: (place: Place, by: string) => void
}) {
  const { t } = useTexts()
  return (
    <section id={props.id} className={classes.findings} aria-label={t('templates.findings.title')}>
      {props.findings.length === 0 ? (
        <p className={classes.good}>
          <IconCircleCheck size={16} stroke={1.75} aria-hidden="true" />
          {t('templates.findings.none')}
        </p>
      ) : (
        <ul className={classes.list}>
          {props.findings.map((finding) => {
            const Icon = ICONS[finding.weight]
            const { mend } = finding
            return (
              <li
                key={`${finding.code}-${finding.offset}`}
                className={classes.finding}
                data-weight={finding.weight}
              >
                <Icon
                  size={16}
                  stroke={1.75}
                  className={classes.icon}
                  role="img"
                  aria-label={t(`templates.findings.weight.${finding.weight}`)}
                />
                <button
                  type="button"
                  className={classes.words}
                  title={t('templates.findings.goTo')}
                  onClick={() => props.onGoTo(finding)}
                >
                  {findingWords(finding, t)}
                </button>
                {mend === undefined ? null : (
                  <Button size="compact-xs" variant="default" onClick={() => props.onMend(finding, mend)}>
                    {mend === '' ? t('templates.findings.mendAway') : t('templates.findings.mend', { mend })}
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
