import { UnstyledButton } from '@mantine/core'
import { outcomeLabel } from '../../../domain/explain/index.ts'
import { fieldNumber, groupNumber } from '../../../domain/phone/index.ts'
import { formatRelative, useTexts } from '../../i18n/index.ts'
import { NumberText } from '../../ui/NumberText.tsx'
import { useNow } from '../../ui/use-now.ts'
import { OutcomeMark } from '../calls/index.ts'
import { ContactName } from '../contacts/index.ts'
import classes from './RecentNumbers.module.css'
import { useDial } from './store.ts'

const TICK_MS = 60_000

/** The numbers dialled last; choosing one fills the form and dials nothing. */
export function RecentNumbers() {
  const { t, language } = useTexts()
  const recent = useDial((state) => state.recent)
  const failed = useDial((state) => state.recentFailed)
  const set = useDial((state) => state.set)
  const now = useNow(TICK_MS)
  return (
    <section className={classes.recent} aria-label={t('dial.recent.title')}>
      <h2 className={classes.title}>{t('dial.recent.title')}</h2>
      {failed ? <p className={classes.quiet}>{t('dial.recent.failed')}</p> : null}
      {recent?.length === 0 ? <p className={classes.quiet}>{t('dial.recent.empty')}</p> : null}
      <ul className={classes.list}>
        {(recent ?? []).map(({ number, lastAt, outcome }) => (
          <li key={number}>
            <UnstyledButton
              className={classes.row}
              aria-label={t('dial.recent.use', {
                number: groupNumber(number),
                outcome: outcomeLabel(outcome, language),
              })}
              onClick={() => set({ callee: fieldNumber(number) })}
            >
              <OutcomeMark outcome={outcome} iconOnly />
              <NumberText number={number} />
              <ContactName number={number} />
              <span className={classes.when}>{formatRelative(lastAt, Math.max(now, lastAt), language)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
