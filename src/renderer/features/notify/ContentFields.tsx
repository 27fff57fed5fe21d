import { ActionIcon, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import type { Profile } from '../../../contract/profiles.ts'
import { explainContentFinding, isContentCode } from '../../../domain/explain/index.ts'
import { type ContentFinding, MOST_DIGITS } from '../../../domain/notify/index.ts'
import { isPromptName } from '../../../domain/prompt/index.ts'
import { variablesOf } from '../../../domain/template/index.ts'
import { joinSentences, useTexts } from '../../i18n/index.ts'
import { PromptField } from '../dial/index.ts'
import { useTemplates } from '../templates/index.ts'
import classes from './ContentFields.module.css'
import { type DraftContent, NO_VALUE } from './fields.ts'
import { useLibrary } from './library.ts'
import { ValueChoice } from './ValueChoice.tsx'

/** Beside what they belong to; the others stand below the content. */
const AT_A_FIELD: ReadonlySet<string> = new Set([
  'promptEmpty',
  'promptName',
  'promptUnknown',
  'promptNotPassed',
  'value',
])

/** One content: a prompt, or a template with a field for each of its variables, and the digits asked for after it. */
export function ContentFields(props: {
  content: DraftContent
  at: number
  last: number
  profile: Profile
  columns: readonly string[] | undefined
  findings: readonly ContentFinding[]
  onChange: (content: DraftContent) => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}) {
  const { content, at, last, profile, findings, onChange } = props
  const { t, language } = useTexts()
  const name = t('notify.contents.item', { number: at + 1 })
  const below = findings.flatMap(({ code, params }) =>
    AT_A_FIELD.has(code) || !isContentCode(code)
      ? []
      : [{ code, ...explainContentFinding({ code, params }, language) }],
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: an item of a list cannot be a fieldset too
    <li className={classes.content} role="group" aria-label={name}>
      <header className={classes.head}>
        <span className={classes.place}>{at + 1}</span>
        <span className={classes.kind}>{t(`notify.contents.${content.kind}`)}</span>
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={at === 0}
          aria-label={t('notify.contents.up', { name })}
          onClick={() => props.onMove(-1)}
        >
          <IconArrowUp size={16} stroke={1.75} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={at === last}
          aria-label={t('notify.contents.down', { name })}
          onClick={() => props.onMove(1)}
        >
          <IconArrowDown size={16} stroke={1.75} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('notify.contents.remove', { name })}
          onClick={() => props.onRemove()}
        >
          <IconTrash size={16} stroke={1.75} />
        </ActionIcon>
      </header>
      {content.kind === 'prompt' ? (
        <PromptField
          label={t('notify.contents.file')}
          profileId={profile.id}
          value={content.name}
          wrong={content.name.trim() !== '' && !isPromptName(content.name.trim())}
          onChange={(file) => onChange({ ...content, name: file })}
        />
      ) : (
        <TemplateChoice content={content} profile={profile} columns={props.columns} onChange={onChange} />
      )}
      <CollectFields content={content} onChange={onChange} />
      {below.map(({ code, message, remedy }) => (
        <p key={code} className={classes.finding}>
          {joinSentences(language, message, remedy)}
        </p>
      ))}
    </li>
  )
}

/** Templates that passed at this account come first; others are offered with what is missing. */
function TemplateChoice(props: {
  content: Extract<DraftContent, { kind: 'template' }>
  profile: Profile
  columns: readonly string[] | undefined
  onChange: (content: DraftContent) => void
}) {
  const { content, profile, onChange } = props
  const { t } = useTexts()
  const templates = useTemplates((state) => state.list)
  const library = useLibrary(profile.id)
  const chosen = content.templateId === undefined ? undefined : library.template(content.templateId)
  const standing = (id: (typeof templates)[number]['id']) => {
    const facts = library.template(id)
    if (facts?.platformTemplateId === undefined) return 'notEntered'
    return facts.passed ? 'passed' : 'notPassed'
  }
  const label = ({ id, title }: (typeof templates)[number]) => {
    const how = standing(id)
    return how === 'passed' ? title : t(`notify.contents.templateStanding.${how}`, { title })
  }
  const sorted = [...templates].sort(
    (one, other) => Number(standing(one.id) !== 'passed') - Number(standing(other.id) !== 'passed'),
  )
  return (
    <>
      <Select
        label={t('notify.contents.choose')}
        placeholder={t(
          templates.length === 0 ? 'notify.contents.noTemplates' : 'notify.contents.choosePlaceholder',
        )}
        searchable
        nothingFoundMessage={t('notify.contents.noTemplates')}
        data={sorted.map((template) => ({ value: template.id, label: label(template) }))}
        value={content.templateId ?? null}
        onChange={(value) => {
          const template = templates.find(({ id }) => id === value)
          if (template === undefined) return
          const wanted = variablesOf(template.content).length
          onChange({
            ...content,
            templateId: template.id,
            values: Array.from({ length: wanted }, (_, at) => content.values[at] ?? NO_VALUE),
          })
        }}
      />
      {chosen === undefined ? null : (
        <div className={classes.values}>
          {variablesOf(chosen.content).map((variable, at) => (
            <ValueChoice
              // A value belongs to the place of its variable.
              // biome-ignore lint/suspicious/noArrayIndexKey: as said above
              key={at}
              variable={variable}
              number={at + 1}
              value={content.values[at] ?? NO_VALUE}
              columns={props.columns}
              onChange={(value) =>
                onChange({
                  ...content,
                  values: variablesOf(chosen.content).map((_, place) =>
                    place === at ? value : (content.values[place] ?? NO_VALUE),
                  ),
                })
              }
            />
          ))}
        </div>
      )}
    </>
  )
}

/** Digits after the content, and which of them play it again (voice-call.md §3). */
function CollectFields(props: { content: DraftContent; onChange: (content: DraftContent) => void }) {
  const { content, onChange } = props
  const { collect } = content
  const { t } = useTexts()
  const replay = collect?.replayOn
  const replayWrong =
    collect !== undefined && replay !== undefined && replay !== '' && replay.length !== collect.digits
  return (
    <div className={classes.collect}>
      <Switch
        label={t('notify.collect.ask')}
        checked={collect !== undefined}
        onChange={(event) => {
          const { collect: _collect, ...rest } = content
          onChange(event.currentTarget.checked ? { ...content, collect: { digits: 1 } } : rest)
        }}
      />
      {collect === undefined ? null : (
        <div className={classes.digits}>
          <NumberInput
            label={t('notify.collect.digits')}
            min={1}
            max={MOST_DIGITS}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="strict"
            value={collect.digits}
            onChange={(value) => {
              if (typeof value === 'number' && value >= 1)
                onChange({ ...content, collect: { ...collect, digits: value } })
            }}
          />
          <TextInput
            label={t('notify.collect.replay')}
            description={replayWrong ? undefined : t('notify.collect.replayHint')}
            error={replayWrong ? t('notify.collect.replayWrong', { count: collect.digits }) : undefined}
            inputMode="numeric"
            autoComplete="off"
            maxLength={MOST_DIGITS}
            value={replay ?? ''}
            onChange={(event) => {
              const digits = event.currentTarget.value.replace(/[^0-9]/g, '')
              const { replayOn: _replayOn, ...rest } = collect
              onChange({ ...content, collect: digits === '' ? rest : { ...rest, replayOn: digits } })
            }}
          />
        </div>
      )}
    </div>
  )
}
