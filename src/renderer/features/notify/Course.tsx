import { ActionIcon, Button } from '@mantine/core'
import {
  IconBackspace,
  IconPhoneOff,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
  IconRepeat,
  IconVolume,
} from '@tabler/icons-react'
import type { Content } from '../../../contract/notify.ts'
import type { Profile } from '../../../contract/profiles.ts'
import { type Heard, heardSteps, minutesFor, playbackSeconds } from '../../../domain/notify/index.ts'
import { formatSpan, joinSentences, useTexts } from '../../i18n/index.ts'
import { useEstimate } from '../cost/index.ts'
import { usePrompts } from '../prompts/index.ts'
import classes from './Course.module.css'
import { useLibrary } from './library.ts'
import { type Playable, usePlayThrough } from './use-play-through.ts'

/**
 * What the callee hears from the answer to the hang-up, as a picture of steps; prompts sound as the phone plays them.
 *
 * @param props.calls how many will be called, where it is more than one
 */
export function Course(props: { profile: Profile; contents: readonly Content[]; calls?: number }) {
  const { contents } = props
  const { t, language } = useTexts()
  const prompts = usePrompts((state) => state.prompts)
  const library = useLibrary(props.profile.id)
  const steps = heardSteps(contents, library)
  const span = playbackSeconds(contents, library)
  const soundOf = (name: string) => {
    const prompt = [...prompts.values()].find((one) => one.name === name)
    return prompt === undefined ? undefined : `/media/promptphone/${prompt.version.id}`
  }
  const playables = steps.map((step): Playable => {
    if (step.step !== 'sound') return { kind: 'pause' }
    const path = soundOf(step.name)
    return path === undefined ? { kind: 'pause' } : { kind: 'sound', path }
  })
  const { playing, play, stop } = usePlayThrough(playables)
  const seconds = (value: number) => formatSpan(Math.max(1, Math.round(value)) * 1000, language)
  const shortest = minutesFor(span.shortest)
  const longest = minutesFor(span.longest)
  const calls = Math.max(1, props.calls ?? 1)
  const priceOf = useEstimate('notification', props.profile.id)
  const costs = [priceOf(shortest * calls), priceOf(longest * calls)] as const
  if (contents.length === 0) return null
  return (
    <section className={classes.course} aria-label={t('notify.course.title')}>
      <header className={classes.head}>
        <h2>{t('notify.course.title')}</h2>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={
            playing === undefined ? (
              <IconPlayerPlayFilled size={14} aria-hidden="true" />
            ) : (
              <IconPlayerStopFilled size={14} aria-hidden="true" />
            )
          }
          disabled={!playables.some(({ kind }) => kind === 'sound')}
          onClick={() => (playing === undefined ? play(0, 'all') : stop())}
        >
          {t(playing === undefined ? 'notify.course.play' : 'notify.course.stop')}
        </Button>
      </header>
      <ol className={classes.steps}>
        {steps.map((step, at) => (
          <li
            key={stepKey(step)}
            className={classes.step}
            data-step={step.step}
            data-playing={playing === at || undefined}
          >
            <span className={classes.mark} aria-hidden="true">
              <StepIcon step={step} />
            </span>
            <div className={classes.what}>
              <StepWords step={step} />
            </div>
            {playables[at]?.kind === 'sound' ? (
              <ActionIcon
                variant="subtle"
                aria-label={t('notify.course.playOne', { number: at + 1 })}
                onClick={() => (playing === at ? stop() : play(at, 'one'))}
              >
                {playing === at ? <IconPlayerStopFilled size={15} /> : <IconPlayerPlayFilled size={15} />}
              </ActionIcon>
            ) : null}
          </li>
        ))}
      </ol>
      <p className={classes.estimate}>
        {joinSentences(
          language,
          span.longest - span.shortest < 1
            ? t('notify.course.takes', { time: seconds(span.shortest) })
            : t('notify.course.takesBetween', {
                shortest: seconds(span.shortest),
                longest: seconds(span.longest),
              }),
          shortest === longest
            ? t('notify.course.billed', { count: shortest })
            : t('notify.course.billedUpTo', { shortest, count: longest }),
          ...(calls > 1 ? [t('notify.course.calls', { count: calls, minutes: longest * calls })] : []),
          ...(costs[0] === undefined || costs[1] === undefined
            ? []
            : [
                costs[0] === costs[1]
                  ? t('notify.course.costs', { cost: costs[0] })
                  : t('notify.course.costsBetween', { least: costs[0], most: costs[1] }),
              ]),
        )}
      </p>
    </section>
  )
}

const stepKey = (step: Heard): string => (step.step === 'end' ? 'end' : `${step.step} ${step.at}`)

function StepIcon(props: { step: Heard }) {
  const look = { size: 16, stroke: 1.75 }
  switch (props.step.step) {
    case 'sound':
    case 'speech':
      return <IconVolume {...look} />
    case 'digits':
      return props.step.collect.replayOn === undefined ? (
        <IconBackspace {...look} />
      ) : (
        <IconRepeat {...look} />
      )
    case 'end':
      return <IconPhoneOff {...look} />
  }
}

function StepWords(props: { step: Heard }) {
  const { step } = props
  const { t } = useTexts()
  switch (step.step) {
    case 'sound':
      return (
        <>
          <strong>{step.name === '' ? t('notify.course.noPrompt') : step.name}</strong>
          {step.known || step.name === '' ? null : <p>{t('notify.course.notHere')}</p>}
        </>
      )
    case 'speech':
      return (
        <>
          <strong>{step.title}</strong>
          <blockquote>
            {step.parts.map((part) => (
              <span key={part.offset} data-from={part.from}>
                {part.text}
              </span>
            ))}
          </blockquote>
        </>
      )
    case 'digits':
      return (
        <>
          <strong>{t('notify.course.digits', { count: step.collect.digits })}</strong>
          <p>
            {step.collect.replayOn === undefined
              ? t('notify.course.thenOn')
              : t('notify.course.replay', { digits: step.collect.replayOn })}
          </p>
        </>
      )
    case 'end':
      return <strong>{t('notify.course.end')}</strong>
  }
}
