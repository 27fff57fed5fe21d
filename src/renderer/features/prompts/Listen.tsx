import { ActionIcon, SegmentedControl } from '@mantine/core'
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { PromptVersion } from '../../../contract/prompts.ts'
import { formatDuration, useTexts } from '../../i18n/index.ts'
import { focusOf, isComposing, isTyping, takesSpace } from '../../ui/keys.ts'
import { Notice } from '../../ui/Notice.tsx'
import { type Sound, useSound } from '../player/index.ts'
import classes from './Listen.module.css'

type Choice = 'before' | 'after' | 'phone'

const WAVE_HEIGHT = 64

/**
 * A version to be heard beside its source and as a telephone plays it. Switching goes on at the same place, so
 * that one hears the difference and nothing else.
 */
export function Listen(props: { version: PromptVersion }) {
  const { version } = props
  const { t } = useTexts()
  const hasBefore = version.hasSource && version.part === undefined
  const [choice, setChoice] = useState<Choice>('after')
  const above = useRef<HTMLDivElement>(null)
  const below = useRef<HTMLDivElement>(null)
  const before = useSound({
    container: above,
    audioPath: hasBefore ? `/media/promptbefore/${version.id}` : undefined,
    peaksPath: `/media/promptbeforepeaks/${version.id}`,
    turn: 0,
    height: WAVE_HEIGHT,
  })
  const after = useSound({
    container: below,
    audioPath: `/media/${choice === 'phone' ? 'promptphone' : 'prompt'}/${version.id}`,
    peaksPath: `/media/promptpeaks/${version.id}`,
    turn: 0,
    height: WAVE_HEIGHT,
  })
  const heard = choice === 'before' ? before : after
  const { toggle } = heard
  const resume = useResume(heard, choice)

  const switchTo = useCallback(
    (next: Choice) => {
      if (next === choice) return
      resume({ choice: next, at: heard.at, playing: heard.playing })
      if (heard.playing) heard.toggle()
      setChoice(next)
    },
    [choice, heard, resume],
  )
  const choices: readonly Choice[] = hasBefore ? ['before', 'after', 'phone'] : ['after', 'phone']

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const focus = focusOf(event.target)
      if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return
      if (event.key === ' ' && !takesSpace(focus)) toggle()
      else if (event.key.toLowerCase() === 'a' && !isTyping(focus)) {
        switchTo(choices[(choices.indexOf(choice) + 1) % choices.length] ?? 'after')
      } else return
      event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })

  return (
    // biome-ignore lint/a11y/useSemanticElements: no set of form fields
    <div role="group" className={classes.listen} aria-label={t('prompts.listen.choice')} data-heard={choice}>
      <div className={classes.waves}>
        {hasBefore ? <Wave name="before" place={above} sound={before} heard={choice === 'before'} /> : null}
        <Wave name="after" place={below} sound={after} heard={choice !== 'before'} />
      </div>
      {heard.phase === 'failed' ? <Notice tone="bad">{t('prompts.listen.failed')}</Notice> : null}
      <div className={classes.bar}>
        <ActionIcon
          size={38}
          radius="xl"
          disabled={heard.phase !== 'ready'}
          aria-label={t(heard.playing ? 'prompts.listen.pause' : 'prompts.listen.play')}
          onClick={toggle}
        >
          {heard.playing ? <IconPlayerPauseFilled size={18} /> : <IconPlayerPlayFilled size={18} />}
        </ActionIcon>
        <span className={classes.time}>
          <strong>{formatDuration(heard.at * 1000)}</strong> / {formatDuration(heard.duration * 1000)}
        </span>
        <SegmentedControl
          aria-label={t('prompts.listen.choice')}
          data={choices.map((value) => ({ value, label: t(`prompts.listen.${value}`) }))}
          value={choice}
          onChange={(value) => switchTo(choices.find((one) => one === value) ?? 'after')}
        />
        <span className={classes.hint}>{t('prompts.listen.keys')}</span>
      </div>
    </div>
  )
}

function Wave(props: {
  name: 'before' | 'after'
  place: React.RefObject<HTMLDivElement | null>
  sound: Sound
  heard: boolean
}) {
  const { t } = useTexts()
  return (
    <div className={classes.wave} data-heard={props.heard || undefined}>
      <span className={classes.label}>{t(`prompts.listen.${props.name}`)}</span>
      <div
        ref={props.place}
        role="img"
        aria-label={t(`prompts.listen.wave.${props.name}`)}
        className={classes.canvas}
        data-ready={props.sound.phase === 'ready' || undefined}
      />
    </div>
  )
}

type Place = { readonly choice: Choice; readonly at: number; readonly playing: boolean }

/**
 * Goes on at a place as soon as the sound it is meant for can be played. What is heard before the choice has
 * taken hold is the old sound, and is left alone.
 */
function useResume(sound: Sound, choice: Choice): (place: Place) => void {
  const wanted = useRef<Place>(undefined)
  useEffect(() => {
    const place = wanted.current
    if (place === undefined || place.choice !== choice || sound.phase !== 'ready') return
    wanted.current = undefined
    sound.seek(place.at)
    if (place.playing) sound.toggle()
  })
  return useCallback((place) => {
    wanted.current = place
  }, [])
}
