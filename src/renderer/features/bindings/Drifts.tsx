import { Anchor, Button } from '@mantine/core'
import { IconArrowBigDownLine, IconArrowBigUpLine, IconCircleCheck, IconEqualNot } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { Drift } from '../../../contract/bindings.ts'
import type { DriftKind } from '../../../domain/bindings/index.ts'
import type { ProfileId } from '../../../domain/values.ts'
import { formatClock, useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { NumberText } from '../../ui/NumberText.tsx'
import { bindingRoute } from '../../ui/routes.ts'
import classes from './Drifts.module.css'
import { fieldWords, valueWords } from './field-words.ts'
import { usePrivateNumbers } from './numbers-store.ts'

const KINDS: readonly DriftKind[] = ['missingThere', 'missingHere', 'differs']
const ICONS = {
  missingThere: IconArrowBigUpLine,
  missingHere: IconArrowBigDownLine,
  differs: IconEqualNot,
}

/** Differences by kind, each with its ways to be mended: the platform's side wins, or ours. */
export function Drifts(props: { profileId: ProfileId; drifts: readonly Drift[] }) {
  const { t } = useTexts()
  return (
    <>
      {KINDS.map((kind) => {
        const drifts = props.drifts.filter((drift) => drift.kind === kind)
        const Icon = ICONS[kind]
        return drifts.length === 0 ? null : (
          <section key={kind} className={classes.kind} aria-label={t(`privateNumbers.drift.${kind}.title`)}>
            <h4 className={classes.title}>
              <Icon size={16} stroke={1.75} aria-hidden="true" />
              {t(`privateNumbers.drift.${kind}.title`)}
              <span className={classes.count}>{drifts.length}</span>
            </h4>
            <p className={classes.hint}>{t(`privateNumbers.drift.${kind}.hint`)}</p>
            <ul className={classes.list}>
              {drifts.map((drift) => (
                <Row key={drift.id} profileId={props.profileId} drift={drift} />
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}

function Row(props: { profileId: ProfileId; drift: Drift }) {
  const { profileId, drift } = props
  const { t, language } = useTexts()
  const online = useOnline()
  const mend = usePrivateNumbers((state) => state.mend)
  const busy = usePrivateNumbers((state) => state.mending.has(drift.id))
  const problem = usePrivateNumbers((state) => state.problems.get(drift.id))
  const { mended } = drift
  const done = mended !== undefined && mended.error === undefined
  return (
    <li className={classes.drift}>
      <span className={classes.who}>
        {drift.a === undefined ? null : <NumberText number={drift.a} />}
        {drift.b === undefined ? null : (
          <>
            <span aria-hidden="true">⇄</span>
            <NumberText number={drift.b} />
          </>
        )}
        {drift.x === undefined ? null : (
          <span className={classes.x}>
            X <NumberText number={drift.x} />
          </span>
        )}
        {drift.bindingId === undefined ? null : (
          <Anchor component={Link} href={bindingRoute(drift.bindingId)} size="xs">
            {t('privateNumbers.drift.open')}
          </Anchor>
        )}
      </span>
      {drift.fields.length === 0 ? null : (
        <table className={classes.fields}>
          <thead>
            <tr>
              <th scope="col">{t('privateNumbers.drift.field')}</th>
              <th scope="col">{t('privateNumbers.drift.here')}</th>
              <th scope="col">{t('privateNumbers.drift.there')}</th>
            </tr>
          </thead>
          <tbody>
            {drift.fields.map(({ name, here, there }) => (
              <tr key={name}>
                <th scope="row">{fieldWords(name, t)}</th>
                <td>{here === undefined ? '—' : valueWords(name, here, t, language)}</td>
                <td>{there === undefined ? '—' : valueWords(name, there, t, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {done ? (
        <span className={classes.done}>
          <IconCircleCheck size={15} stroke={1.75} aria-hidden="true" />
          {t('privateNumbers.drift.mended', {
            way: t(`privateNumbers.drift.way.${mended.way}`),
            at: formatClock(mended.at, language),
          })}
        </span>
      ) : (
        <span className={classes.ways}>
          {drift.ways.map((way) => (
            <Button
              key={way}
              size="compact-sm"
              variant="default"
              disabled={!online}
              loading={busy}
              onClick={() => mend(profileId, drift, way)}
            >
              {t(`privateNumbers.drift.way.${way}`)}
            </Button>
          ))}
        </span>
      )}
      <ErrorNotice error={problem ?? mended?.error} />
    </li>
  )
}
