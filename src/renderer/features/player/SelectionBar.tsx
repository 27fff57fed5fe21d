import { Button, Switch } from '@mantine/core'
import { IconFlag, IconMessagePlus, IconRepeat, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { formatDuration, useTexts } from '../../i18n/index.ts'
import type { Span } from './follow.ts'
import classes from './Player.module.css'

/** What can be done with the chosen stretch or the place of the cursor, and how pauses and levels are treated. */
export function SelectionBar(props: {
  span: Span | undefined
  looping: boolean
  skipPauses: boolean
  levelled: boolean
  onLoop: () => void
  onClear: () => void
  onMarker: () => void
  onComment: () => void
  onSkipPauses: (on: boolean) => void
  onLevelled: (on: boolean) => void
  children?: ReactNode
}) {
  const { span } = props
  const { t } = useTexts()
  const icon = { size: 15, stroke: 1.7, 'aria-hidden': true } as const
  return (
    <div className={classes.tools}>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconFlag {...icon} />}
        onClick={props.onMarker}
      >
        {t('player.marks.add')}
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconMessagePlus {...icon} />}
        onClick={props.onComment}
      >
        {t('player.marks.comment')}
      </Button>
      {span === undefined ? (
        <span className={classes.hint}>{t('player.hintSelect')}</span>
      ) : (
        <>
          <span className={classes.span}>
            {t('player.selection', {
              from: formatDuration(span.from * 1000),
              to: formatDuration(span.to * 1000),
            })}
          </span>
          <Button
            variant={props.looping ? 'light' : 'default'}
            size="compact-sm"
            aria-pressed={props.looping}
            leftSection={<IconRepeat {...icon} />}
            onClick={props.onLoop}
          >
            {t('player.loop')}
          </Button>
          {props.children}
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconX {...icon} />}
            onClick={props.onClear}
          >
            {t('player.clearSelection')}
          </Button>
        </>
      )}
      <span className={classes.gap} />
      <Switch
        size="xs"
        label={t('player.skipPauses')}
        checked={props.skipPauses}
        onChange={(event) => props.onSkipPauses(event.currentTarget.checked)}
      />
      <Switch
        size="xs"
        label={t('player.levelled')}
        checked={props.levelled}
        onChange={(event) => props.onLevelled(event.currentTarget.checked)}
      />
    </div>
  )
}
