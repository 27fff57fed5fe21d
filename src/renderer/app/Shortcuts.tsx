import { Modal } from '@mantine/core'
import { useTexts } from '../i18n/index.ts'
import { Keys } from '../ui/Keys.tsx'
import { ChosenKeys } from './ChosenKeys.tsx'
import type { Combo, Command } from './keymap.ts'
import classes from './Shortcuts.module.css'

/** Keys of single screens; they belong to what is shown there and stay as they are. */
const GROUPS = [
  { title: 'groupDial', rows: [['callNow', [['Enter']]]] },
  { title: 'groupTemplates', rows: [['save', [['mod', 'S']]]] },
  {
    title: 'groupHistory',
    rows: [
      ['nextRow', [['↑'], ['↓']]],
      ['nextRowLetters', [['K'], ['J']]],
      ['note', [['E']]],
      ['tags', [['T']]],
      ['wrapUp', [['W']]],
      ['remind', [['R']]],
    ],
  },
  {
    title: 'groupMasking',
    rows: [
      ['nextBinding', [['↑'], ['↓']]],
      [
        'moveRule',
        [
          ['Alt', '↑'],
          ['Alt', '↓'],
        ],
      ],
    ],
  },
  {
    title: 'groupPlayer',
    rows: [
      ['play', [['Space']]],
      ['skip', [['←'], ['→']]],
      [
        'skipSmall',
        [
          ['⇧', '←'],
          ['⇧', '→'],
        ],
      ],
      ['skipLarge', [['J'], ['L']]],
      ['slower', [['−'], ['+']]],
      ['loopEnds', [['['], [']']]],
      ['loop', [['\\']]],
      ['marker', [['M']]],
      ['comment', [['C']]],
      ['pauses', [['S']]],
      ['level', [['V']]],
      ['zoom', [['Z'], ['⇧', 'Z'], ['0']]],
      ['neighbour', [['P'], ['N']]],
    ],
  },
] as const

export function Shortcuts(props: {
  opened: boolean
  onClose: () => void
  chosen: ReadonlyMap<Command, Combo>
  onChoose: (chosen: ReadonlyMap<Command, Combo>) => void
}) {
  const { t } = useTexts()
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('frame.shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={560}
    >
      <div className={classes.groups}>
        <ChosenKeys chosen={props.chosen} onChoose={props.onChoose} />
        {GROUPS.map((group) => (
          <section key={group.title}>
            <h3 className={classes.title}>{t(`frame.shortcuts.${group.title}`)}</h3>
            <ul className={classes.rows}>
              {group.rows.map(([name, ways]) => (
                <li key={name}>
                  <span>{t(`frame.shortcuts.${name}`)}</span>
                  <span className={classes.ways}>
                    {ways.map((keys) => (
                      <Keys key={keys.join()} keys={keys} />
                    ))}
                    <span className="visually-hidden">{ways.map((keys) => keys.join(' ')).join(', ')}</span>
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Modal>
  )
}
