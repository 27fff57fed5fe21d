import { IconListSearch } from '@tabler/icons-react'
import { isCallId } from '../../../domain/values.ts'
import { useTexts } from '../../i18n/index.ts'
import { Split } from '../../ui/Split.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { CallDetail } from '../calls/index.ts'
import { useRedial } from '../dial/index.ts'
import { CallList } from './CallList.tsx'
import { FilterBar } from './FilterBar.tsx'
import classes from './HistoryView.module.css'

/** Every call there was, newest first, beside the one that is read. */
export function HistoryView(props: { callId: string | undefined }) {
  const { t } = useTexts()
  const redial = useRedial()
  const callId = props.callId !== undefined && isCallId(props.callId) ? props.callId : undefined
  return (
    <Split
      name="history"
      label={t('common.resize')}
      initial={440}
      min={360}
      max={720}
      list={
        <div className={classes.list}>
          <h1 className="visually-hidden">{t('history.title')}</h1>
          <FilterBar />
          <CallList chosen={callId} />
        </div>
      }
      detail={
        <div className={classes.detail}>
          {callId === undefined ? (
            <EmptyState
              icon={<IconListSearch size={28} stroke={1.5} />}
              title={t('history.pickTitle')}
              text={t('history.pickText')}
            />
          ) : (
            <CallDetail key={callId} callId={callId} onRedial={redial} />
          )}
        </div>
      }
    />
  )
}
