import { IconUser, IconUsers } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { groupNumber } from '../../../domain/phone/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { NumberText } from '../../ui/NumberText.tsx'
import { ModeBadge } from './ModeBadge.tsx'
import classes from './ModePicture.module.css'
import { courseWords, type Parties } from './words.ts'

/** Who dials whom and who sees which number, drawn with the numbers as they are known so far. */
export function ModePicture(props: { parties: Parties; caption?: boolean }) {
  const { parties } = props
  const { t } = useTexts()
  const { mode, direction } = parties
  const forth = mode === 'axe' || direction !== 'toA'
  const back = mode === 'axe' || direction !== 'fromA'
  const course = courseWords(parties, t)
  const anybody = mode !== 'axb'
  return (
    <figure className={classes.picture}>
      <div className={classes.stage} role="img" aria-label={course}>
        <Person
          letter="A"
          number={parties.a}
          sees={mode === 'axyb' ? (parties.y ?? 'Y') : (parties.x ?? 'X')}
          icon={<IconUser size={18} stroke={1.6} />}
        />
        <Arrows forth={forth} back={back} />
        <div className={classes.middle}>
          {mode === 'axyb' ? <Pill letter="Y" number={parties.y} /> : null}
          <Pill letter="X" number={parties.x} />
          {mode === 'axe' ? (
            <span className={classes.key}>
              {t('bindings.picture.extension', {
                extension:
                  parties.extension === undefined || parties.extension === '' ? '····' : parties.extension,
              })}
            </span>
          ) : null}
          <ModeBadge mode={mode} />
        </div>
        <Arrows forth={forth} back={back} />
        <Person
          letter={mode === 'axb' || mode === 'axyb' ? 'B' : undefined}
          number={parties.b}
          unknown={anybody ? t(`bindings.picture.other.${mode}`) : undefined}
          sees={parties.x ?? 'X'}
          icon={anybody ? <IconUsers size={18} stroke={1.6} /> : <IconUser size={18} stroke={1.6} />}
        />
      </div>
      {props.caption === true ? <figcaption className={classes.caption}>{course}</figcaption> : null}
    </figure>
  )
}

function Person(props: {
  letter: string | undefined
  number: string | undefined
  unknown?: string | undefined
  sees: string
  icon: ReactNode
}) {
  const { t } = useTexts()
  const { letter, number } = props
  const sees = props.sees.length > 1 ? groupNumber(props.sees) : props.sees
  return (
    <div className={classes.person}>
      <span className={classes.face} aria-hidden="true">
        {props.icon}
        {letter}
      </span>
      <span className={classes.number}>
        {number === undefined || number === '' ? (
          (props.unknown ?? t('bindings.picture.notYet'))
        ) : (
          <NumberText number={number} />
        )}
      </span>
      <span className={classes.sees}>{t('calls.shows', { number: sees })}</span>
    </div>
  )
}

function Pill(props: { letter: string; number: string | undefined }) {
  const { letter, number } = props
  return (
    <span className={classes.pill}>
      <b>{letter}</b>
      {number === undefined || number === '' ? '···' : <NumberText number={number} />}
    </span>
  )
}

/** One line each way; a way that is closed is dashed and has a bar across. */
function Arrows(props: { forth: boolean; back: boolean }) {
  return (
    <svg className={classes.arrows} viewBox="0 0 64 40" aria-hidden="true">
      <g data-open={props.forth || undefined}>
        <path d="M4 13h50" />
        {props.forth ? <path d="m48 8 7 5-7 5" /> : <path d="m26 7 10 12" />}
      </g>
      <g data-open={props.back || undefined}>
        <path d="M10 28h50" />
        {props.back ? <path d="m16 23-7 5 7 5" /> : <path d="m28 22 10 12" />}
      </g>
    </svg>
  )
}
