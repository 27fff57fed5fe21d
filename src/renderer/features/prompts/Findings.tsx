import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { Finding, Prompt, Shaping } from '../../../contract/prompts.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { useAct } from '../../ui/use-act.ts'
import classes from './Findings.module.css'
import { USUAL_SHAPING } from './shaping.ts'
import { usePrompts } from './store.ts'
import { findingWords } from './words.ts'

const ICONS = { stop: IconAlertTriangle, warn: IconAlertTriangle, note: IconInfoCircle } as const

/** What the check found, each with what can be done about it at once. */
export function Findings(props: { prompt: Prompt; onRename: () => void }) {
  const { version, id } = props.prompt
  const { t } = useTexts()
  const online = useOnline()
  const reshape = usePrompts((state) => state.reshape)
  const { busy, error, act } = useAct(errorOf)
  const { findings } = version
  const shaping = version.shaping ?? { trim: false }
  const again = (next: Shaping) =>
    act(async () => {
      await reshape(id, next)
    })
  /** What can be done here; a file that is too long is cut when it is added. */
  const mends: Partial<Readonly<Record<Finding['mends'][number], () => void>>> = {
    rename: props.onRename,
    ...(version.hasSource
      ? {
          relevel: () => again({ ...shaping, ...USUAL_SHAPING, trim: shaping.trim }),
          trim: () => again({ ...shaping, trim: true }),
        }
      : {}),
  }
  if (findings.length === 0) {
    return (
      <p className={classes.good}>
        <IconCircleCheck size={18} stroke={1.75} aria-hidden="true" />
        {t('prompts.detail.checkGood')}
      </p>
    )
  }
  return (
    <>
      <ErrorNotice error={error} />
      <ul className={classes.findings}>
        {findings.map((finding) => {
          const Icon = ICONS[finding.weight]
          return (
            <li key={finding.code} className={classes.finding} data-weight={finding.weight}>
              <Icon size={16} stroke={1.75} className={classes.icon} aria-hidden="true" />
              <span>
                {finding.weight === 'note' ? null : (
                  <span className="visually-hidden">{t(`prompts.weight.${finding.weight}`)}: </span>
                )}
                {findingWords(finding, t)}
              </span>
              <span className={classes.mends}>
                {finding.mends.map((mend) => {
                  const how = mends[mend]
                  return how === undefined ? null : (
                    <Button
                      key={mend}
                      size="compact-xs"
                      variant="default"
                      disabled={!online}
                      loading={busy}
                      onClick={how}
                    >
                      {t(`prompts.mend.${mend}`)}
                    </Button>
                  )
                })}
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
