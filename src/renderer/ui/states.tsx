import { Button, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTexts } from '../i18n/index.ts'
import classes from './states.module.css'

/** Says what will appear here and offers the first step. */
export function EmptyState(props: {
  icon: ReactNode
  title: string
  text: string
  action?: ReactNode
  compact?: boolean
}) {
  return (
    <div className={classes.block} data-compact={props.compact === true || undefined}>
      <div className={classes.icon} aria-hidden="true">
        {props.icon}
      </div>
      <Title order={2} className={classes.title}>
        {props.title}
      </Title>
      <Text className={classes.text}>{props.text}</Text>
      {props.action === undefined ? null : <div className={classes.action}>{props.action}</div>}
    </div>
  )
}

/** What happened, what to do, one button that asks again. */
export function ErrorState(props: {
  error: { readonly message: string; readonly remedy: string; readonly ref?: string | undefined }
  onRetry: () => void
}) {
  const { error } = props
  const { t } = useTexts()
  return (
    <div className={classes.block} role="alert">
      <div className={classes.icon} data-tone="bad" aria-hidden="true">
        <IconAlertTriangle size={28} stroke={1.5} />
      </div>
      <Title order={2} className={classes.title}>
        {error.message}
      </Title>
      <Text className={classes.text}>{error.remedy}</Text>
      {error.ref === undefined ? null : (
        <Text size="xs" c="dimmed" className="tabular">
          {t('common.reference', { ref: error.ref })}
        </Text>
      )}
      <div className={classes.action}>
        <Button variant="default" onClick={props.onRetry}>
          {t('common.retry')}
        </Button>
      </div>
    </div>
  )
}

/** A place holder in the shape of what is coming, so that nothing jumps when it comes. */
export function ListSkeleton(props: { rows: number; height: number; label: string }) {
  return (
    <Stack gap={0} role="status" aria-label={props.label} aria-busy="true">
      {Array.from({ length: props.rows }, (_, row) => `row-${row}`).map((key) => (
        <div key={key} className={classes.skeletonRow} style={{ height: props.height }}>
          <Skeleton height={18} width={18} circle />
          <Skeleton height={12} width="38%" />
          <Skeleton height={12} width="18%" ml="auto" />
        </div>
      ))}
    </Stack>
  )
}
