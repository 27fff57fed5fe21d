import { Modal } from '@mantine/core'
import { useTexts } from '../i18n/index.ts'
import { Keys } from '../ui/Keys.tsx'
import classes from './Shortcuts.module.css'

const GROUPS = [
  {
    title: 'groupAnywhere',
    rows: [
      ['palette', [['mod', 'K']]],
      ['search', [['/']]],
      ['dial', [['Alt', '1']]],
      ['history', [['Alt', '2']]],
      ['prompts', [['Alt', '3']]],
      ['settings', [['Alt', '4']]],
      ['hangUp', [['mod', '⇧', 'E']]],
      ['list', [['?']]],
    ],
  },
  { title: 'groupDial', rows: [['callNow', [['Enter']]]] },
  { title: 'groupTemplates', rows: [['save', [['mod', 'S']]]] },
  { title: 'groupHistory', rows: [['nextRow', [['↑'], ['↓']]]] },
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
      ['slower', [['−'], ['+']]],
    ],
  },
] as const

export function Shortcuts(props: { opened: boolean; onClose: () => void }) {
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
