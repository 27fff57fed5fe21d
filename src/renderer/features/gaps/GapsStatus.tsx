import { Button } from '@mantine/core'
import { IconPuzzle } from '@tabler/icons-react'
import { GAP_KINDS } from '../../../domain/gaps/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { StatusItem } from '../../ui/StatusItem.tsx'
import classes from './Gaps.module.css'
import { useGaps } from './store.ts'

/** How much is missing or odd in the history, and of which kind; nothing when nothing is. */
export function GapsStatus(props: { onOpen: () => void }) {
  const { t } = useTexts()
  const counts = useGaps((state) => state.counts)
  const kinds = GAP_KINDS.filter((kind) => (counts?.[kind] ?? 0) > 0)
  if (counts === undefined || kinds.length === 0) return null
  const count = kinds.reduce((sum, kind) => sum + counts[kind], 0)
  return (
    <StatusItem
      tone={counts.noFee > 0 || counts.noRecording > 0 ? 'warn' : 'quiet'}
      icon={<IconPuzzle size={14} stroke={1.75} />}
      label={t('gaps.status', { count })}
      title={t('gaps.title')}
    >
      <p>{t('gaps.statusText')}</p>
      <ul className={classes.statusKinds}>
        {kinds.map((kind) => (
          <li key={kind}>
            {t(`gaps.kind.${kind}`)} <strong className="tabular">{counts[kind]}</strong>
          </li>
        ))}
      </ul>
      <Button size="xs" variant="default" mt={10} onClick={props.onOpen}>
        {t('gaps.open')}
      </Button>
    </StatusItem>
  )
}
