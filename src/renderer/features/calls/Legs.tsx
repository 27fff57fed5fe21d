import { Tooltip } from '@mantine/core'
import { IconHeadset, IconUser } from '@tabler/icons-react'
import type { Call, Leg } from '../../../contract/calls.ts'
import { formatDuration, useTexts } from '../../i18n/index.ts'
import { NumberText } from '../../ui/NumberText.tsx'
import classes from './Legs.module.css'
import { type Party, partyOf } from './party.ts'
import { type Axis, axisOf, isOver, segmentsOf } from './selectors.ts'
import { legWords } from './words.ts'

/** A figure this near the end of the axis is set before its mark. */
const END_SHARE = 0.04

/** Both legs as two lines on one axis of time: what rings, what talks, and until when. */
export function Legs(props: { call: Call; now: number }) {
  const { call, now } = props
  const { t } = useTexts()
  const axis = axisOf(call, now)
  return (
    <section className={classes.legs} aria-label={t('calls.legs')}>
      <LegRow call={call} leg={call.a} party={partyOf(call, 'a')} axis={axis} now={now} />
      {call.b === undefined ? null : (
        <LegRow call={call} leg={call.b} party={partyOf(call, 'b')} axis={axis} now={now} />
      )}
      <div className={classes.scale} aria-hidden="true">
        {axis.ticks.map((tick) => (
          <span
            key={tick}
            data-last={tick + axis.from > axis.to - END_SHARE * (axis.to - axis.from) || undefined}
            style={{ left: share(tick + axis.from, axis) }}
          >
            {formatDuration(tick)}
          </span>
        ))}
      </div>
    </section>
  )
}

function LegRow(props: { call: Call; leg: Leg; party: Party; axis: Axis; now: number }) {
  const { call, leg, party, axis, now } = props
  const { t } = useTexts()
  const segments = segmentsOf(leg, { now, over: isOver(call), endedAt: call.end?.at })
  const Icon = party === 'you' ? IconHeadset : IconUser
  const running = !isOver(call) && ['calling', 'ringing', 'talking'].includes(leg.state)
  return (
    <div className={classes.row} data-leg={party === 'you' ? 'a' : 'b'}>
      <div className={classes.party}>
        <Icon size={18} stroke={1.6} aria-hidden="true" />
        <div>
          <div className={classes.who}>
            <span>{t(`calls.${party}`)}</span>
            <span className={classes.state} data-state={leg.state}>
              {legWords(call, leg, t)}
            </span>
          </div>
          <div className={classes.number}>
            {leg.number === undefined ? t('calls.card.unknownNumber') : <NumberText number={leg.number} />}
          </div>
        </div>
      </div>
      <div className={classes.line}>
        {axis.ticks.map((tick) => (
          <i key={tick} className={classes.tick} style={{ left: share(tick + axis.from, axis) }} />
        ))}
        {segments.map((segment) => (
          <Tooltip
            key={segment.kind}
            label={t(`calls.segment.${segment.kind}`, {
              duration: formatDuration(segment.to - segment.from),
            })}
          >
            <div
              className={classes.segment}
              data-kind={segment.kind}
              data-running={(running && segment === segments.at(-1)) || undefined}
              style={{ left: share(segment.from, axis), width: `${width(segment, axis)}%` }}
            />
          </Tooltip>
        ))}
        {leg.state === 'failed' && leg.endedAt !== undefined ? (
          <span className={classes.cross} style={{ left: share(leg.endedAt, axis) }} aria-hidden="true">
            ×
          </span>
        ) : null}
      </div>
    </div>
  )
}

const share = (at: number, axis: Axis): string => `${(100 * (at - axis.from)) / (axis.to - axis.from)}%`

const width = (segment: { from: number; to: number }, axis: Axis): number =>
  (100 * (segment.to - segment.from)) / (axis.to - axis.from)
