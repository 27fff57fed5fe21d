import { Tooltip } from '@mantine/core'
import { formatMomentWithZone, useTexts } from '../i18n/index.ts'

/** A time in local form; hovering tells the zone. */
export function MomentText(props: { at: number; children: string }) {
  const { language } = useTexts()
  return (
    <Tooltip label={formatMomentWithZone(props.at, language)} openDelay={400}>
      <time dateTime={new Date(props.at).toISOString()} className="tabular">
        {props.children}
      </time>
    </Tooltip>
  )
}
