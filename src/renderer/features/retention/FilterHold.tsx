import { ActionIcon, Popover, Tooltip } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import type { HistoryFilter } from '../../../contract/history.ts'
import { useTexts } from '../../i18n/index.ts'
import { Notice } from '../../ui/Notice.tsx'
import { HoldForm } from './HoldForm.tsx'
import classes from './Retention.module.css'

/** Legal hold for every call that matches. @param props.filter `undefined` when nothing is filtered */
export function FilterHold(props: { filter: HistoryFilter | undefined }) {
  const { t } = useTexts()
  const [opened, setOpened] = useState(false)
  const [done, setDone] = useState<{ how: 'place' | 'lift'; count: number }>()
  return (
    <Popover
      opened={opened}
      onChange={(next) => {
        setOpened(next)
        setDone(undefined)
      }}
      position="bottom-end"
      width={340}
      trapFocus
      withinPortal
    >
      <Popover.Target>
        <Tooltip label={t('retention.hold.many')} disabled={opened}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('retention.hold.many')}
            onClick={() => setOpened(!opened)}
          >
            <IconLock size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <h2 className={classes.title}>{t('retention.hold.many')}</h2>
        {props.filter === undefined ? (
          <p className={classes.quiet}>{t('retention.hold.noFilter')}</p>
        ) : (
          <>
            <p className={classes.quiet}>{t('retention.hold.manyText')}</p>
            <HoldForm
              calls={{ filter: props.filter }}
              acts={['place', 'lift']}
              onDone={(how, count) => setDone({ how, count })}
            />
          </>
        )}
        <div role="status">
          {done === undefined ? null : (
            <Notice tone="good">
              {t(done.how === 'place' ? 'retention.hold.placed' : 'retention.hold.lifted', {
                count: done.count,
              })}
            </Notice>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
