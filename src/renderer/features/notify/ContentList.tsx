import { Button } from '@mantine/core'
import { IconFileMusic, IconMessage2 } from '@tabler/icons-react'
import type { Profile } from '../../../contract/profiles.ts'
import { type ContentFinding, MOST_CONTENTS } from '../../../domain/notify/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ContentFields } from './ContentFields.tsx'
import classes from './Forms.module.css'
import type { DraftContent } from './fields.ts'

/**
 * Up to five contents in the order in which they are played.
 *
 * @param props.findings of the contents that are complete enough to be checked, numbered among those
 * @param props.columns headings of a list whose cells may be values
 */
export function ContentList(props: {
  contents: readonly DraftContent[]
  onChange: (contents: readonly DraftContent[]) => void
  profile: Profile
  findings: readonly ContentFinding[]
  columns?: readonly string[] | undefined
}) {
  const { contents, onChange, findings } = props
  const { t } = useTexts()
  const checked = contents.filter((draft) => draft.kind === 'prompt' || draft.templateId !== undefined)
  const add = (kind: DraftContent['kind']) => {
    const key = crypto.randomUUID()
    onChange([
      ...contents,
      kind === 'prompt' ? { key, kind, name: '' } : { key, kind, templateId: undefined, values: [] },
    ])
  }
  const move = (from: number, to: number) => {
    const moved = contents[from]
    if (moved === undefined || contents[to] === undefined) return
    onChange(contents.filter((_, at) => at !== from).toSpliced(to, 0, moved))
  }
  return (
    <fieldset className={classes.contents}>
      <legend>{t('notify.contents.title')}</legend>
      <p className={classes.hint}>{t('notify.contents.hint', { most: MOST_CONTENTS })}</p>
      <ol className={classes.list}>
        {contents.map((content, at) => (
          <ContentFields
            key={content.key}
            content={content}
            at={at}
            last={contents.length - 1}
            profile={props.profile}
            columns={props.columns}
            findings={findings.filter((finding) => finding.at === checked.indexOf(content))}
            onChange={(changed) => onChange(contents.map((one) => (one === content ? changed : one)))}
            onMove={(by) => move(at, at + by)}
            onRemove={() => onChange(contents.filter((one) => one !== content))}
          />
        ))}
      </ol>
      {contents.length < MOST_CONTENTS ? (
        <div className={classes.add}>
          <Button
            variant="default"
            size="sm"
            leftSection={<IconFileMusic size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => add('prompt')}
          >
            {t('notify.contents.addPrompt')}
          </Button>
          <Button
            variant="default"
            size="sm"
            leftSection={<IconMessage2 size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => add('template')}
          >
            {t('notify.contents.addTemplate')}
          </Button>
        </div>
      ) : null}
    </fieldset>
  )
}
