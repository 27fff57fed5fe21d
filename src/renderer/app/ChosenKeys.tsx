import { Button, Tooltip, UnstyledButton } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { useTexts } from '../i18n/index.ts'
import { Keys } from '../ui/Keys.tsx'
import { isComposing } from '../ui/keys.ts'
import { type Combo, type Command, comboOf, DEFAULT_KEYS, keysOf, obstacleTo } from './keymap.ts'
import { PLACES, type PlaceId } from './places.ts'
import classes from './Shortcuts.module.css'

const isPlace = (command: Command): command is PlaceId => PLACES.some(({ id }) => id === command)

/** `mod+shift+e` as the keys a person sees. */
const shownKeys = (combo: Combo): string[] =>
  combo.split(/\+(?=.)/).map((key) => {
    if (key === 'mod') return 'mod'
    if (key === 'shift') return '⇧'
    return key.length === 1 ? key.toUpperCase() : key.replace(/^./, (first) => first.toUpperCase())
  })

/** Keys that work anywhere: press one to choose others. */
export function ChosenKeys(props: {
  chosen: ReadonlyMap<Command, Combo>
  onChoose: (chosen: ReadonlyMap<Command, Combo>) => void
}) {
  const { chosen, onChoose } = props
  const { t } = useTexts()
  const [asking, setAsking] = useState<Command>()
  const [problem, setProblem] = useState<string>()
  const nameOf = (command: Command) =>
    isPlace(command) ? t(`frame.go.${command}`) : t(`frame.shortcuts.${command}`)

  const ask = (command: Command | undefined) => {
    setAsking(command)
    setProblem(undefined)
  }
  const choose = (command: Command, combo: Combo | undefined) => {
    const next = new Map(chosen)
    if (combo === undefined || combo === DEFAULT_KEYS.get(command)) next.delete(command)
    else next.set(command, combo)
    onChoose(next)
    ask(undefined)
  }
  const press = (event: KeyboardEvent, command: Command) => {
    if (asking !== command || isComposing(event.nativeEvent)) return
    // Tab still leads on, and Escape gives up; everything else is an answer.
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return ask(undefined)
    const combo = comboOf(event.nativeEvent)
    if (combo === undefined) return
    const obstacle = obstacleTo(combo, command, chosen)
    if (obstacle === undefined) choose(command, combo)
    else if ('reserved' in obstacle) setProblem(t('frame.shortcuts.reserved'))
    else setProblem(t('frame.shortcuts.inUse', { command: nameOf(obstacle.command) }))
  }

  return (
    <section>
      <h3 className={classes.title}>{t('frame.shortcuts.groupAnywhere')}</h3>
      <ul className={classes.rows}>
        {[...DEFAULT_KEYS.keys()].map((command) => {
          const combo = keysOf(command, chosen)
          return (
            <li key={command}>
              <span>{nameOf(command)}</span>
              <span className={classes.ways}>
                {asking === command && problem !== undefined ? (
                  <span className={classes.problem} role="alert">
                    {problem}
                  </span>
                ) : null}
                {chosen.has(command) ? (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    aria-label={t('frame.shortcuts.resetNamed', { command: nameOf(command) })}
                    onClick={() => choose(command, undefined)}
                  >
                    {t('frame.shortcuts.reset')}
                  </Button>
                ) : null}
                <Tooltip label={t('frame.shortcuts.change', { command: nameOf(command) })} openDelay={400}>
                  <UnstyledButton
                    className={classes.choose}
                    aria-label={t('frame.shortcuts.change', { command: nameOf(command) })}
                    onClick={() => ask(asking === command ? undefined : command)}
                    onBlur={() => ask(undefined)}
                    onKeyDown={(event) => press(event, command)}
                  >
                    {asking === command ? (
                      <span className={classes.asking}>{t('frame.shortcuts.press')}</span>
                    ) : (
                      <Keys keys={shownKeys(combo)} />
                    )}
                    <span className="visually-hidden">{shownKeys(combo).join(' ')}</span>
                  </UnstyledButton>
                </Tooltip>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
