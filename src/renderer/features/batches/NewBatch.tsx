import { Button, Select } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { IconFileSpreadsheet, IconX } from '@tabler/icons-react'
import type { Profile } from '../../../contract/profiles.ts'
import { ROW_FIELDS } from '../../../domain/batches/batch.ts'
import { BOUND_MODES, type BoundMode, isBoundMode } from '../../../domain/bindings/index.ts'
import { withoutSeals } from '../../../domain/phone/index.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { fromHere } from '../../ui/go.ts'
import { batchRoute } from '../../ui/routes.ts'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { Section } from '../../ui/Section.tsx'
import { ListSkeleton } from '../../ui/states.tsx'
import { useAct } from '../../ui/use-act.ts'
import { DefaultFields, defaultsOf, ProfileNeeded } from '../bindings/index.ts'
import { activeProfile, useProfiles } from '../profiles/index.ts'
import classes from './NewBatch.module.css'
import { FIELDS, missingFields } from './rows.ts'
import { type FileDraft, useBatches } from './store.ts'

/** A file becomes a batch: it is handed over, its columns get a meaning, the rest a default, then the dry run. */
export function NewBatch() {
  const profile = useProfiles(activeProfile)
  const draft = useBatches((state) => state.draft)
  const profiles = useProfiles((state) => state.list)
  const owner = draft === undefined ? profile : profiles.find(({ id }) => id === draft.profileId)
  if (owner === undefined || !isBoundMode(owner.service)) return <ProfileNeeded modes={BOUND_MODES} />
  return <Steps profile={owner} mode={owner.service} draft={draft} />
}

function Steps(props: { profile: Profile; mode: BoundMode; draft: FileDraft | undefined }) {
  const { profile, mode, draft } = props
  const { t } = useTexts()
  const takeFile = useBatches((state) => state.takeFile)
  const dropDraft = useBatches((state) => state.dropDraft)
  const online = useOnline()
  return (
    <div className={classes.new}>
      <h2 className={classes.title}>
        {t('batches.new.title', { mode: mode.toUpperCase(), profile: profile.name })}
      </h2>
      {draft === undefined ? (
        <>
          <Dropzone
            className={classes.drop}
            multiple={false}
            disabled={!online}
            useFsAccessApi={false}
            inputProps={{ 'aria-label': t('batches.new.choose') }}
            onDrop={(files) => {
              const [file] = files
              if (file !== undefined) takeFile(file, profile.id, mode)
            }}
          >
            <IconFileSpreadsheet size={36} stroke={1.4} aria-hidden="true" />
            <strong>{t('batches.new.drop')}</strong>
            <span>{t('batches.new.dropHint')}</span>
          </Dropzone>
          <p className={classes.hint}>{t(`batches.new.columns.${mode}`)}</p>
        </>
      ) : (
        <>
          <div className={classes.file}>
            <IconFileSpreadsheet size={20} stroke={1.6} aria-hidden="true" />
            <strong>{draft.fileName}</strong>
            {draft.file === undefined ? null : <FileFacts draft={draft} />}
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<IconX size={14} aria-hidden="true" />}
              onClick={() => dropDraft()}
            >
              {t('batches.new.other')}
            </Button>
          </div>
          <ErrorNotice error={draft.error} />
          {draft.state === 'sending' ? (
            <ListSkeleton rows={4} height={44} label={t('batches.new.reading')} />
          ) : null}
          {draft.file === undefined ? null : <Meaning draft={draft} />}
        </>
      )}
    </div>
  )
}

function FileFacts(props: { draft: FileDraft }) {
  const { file } = props.draft
  const { t, language } = useTexts()
  if (file === undefined) return null
  return (
    <span className={classes.facts}>
      {[
        t('batches.new.rows', {
          count: file.rows,
          number: new Intl.NumberFormat(language).format(file.rows),
        }),
        file.form.toUpperCase(),
        ...(file.encoding === undefined ? [] : [file.encoding.toUpperCase()]),
      ].join(' · ')}
    </span>
  )
}

function Meaning(props: { draft: FileDraft }) {
  const { draft } = props
  const { t } = useTexts()
  const online = useOnline()
  const { editDefaults, create } = useBatches((state) => state)
  const { busy, error, act } = useAct(errorOf)
  const missing = missingFields(draft.mapping, draft.mode)
  const defaults = defaultsOf(draft.form, draft.mode)
  const need =
    missing[0] !== undefined
      ? t('batches.new.needColumn', { field: t(`batches.field.${missing[0]}`) })
      : defaults.ok
        ? undefined
        : t(`bindings.needs.${defaults.need}`)
  return (
    <>
      <Section title={t('batches.new.mapping')} hint={t('batches.new.mappingHint')}>
        <Columns draft={draft} />
      </Section>
      <Section title={t('batches.new.defaults')} hint={t('batches.new.defaultsHint')}>
        <DefaultFields
          mode={draft.mode}
          profileId={draft.profileId}
          form={draft.form}
          onChange={editDefaults}
        />
      </Section>
      <div className={classes.end}>
        <ErrorNotice error={error} />
        <p className={classes.hint}>{t('batches.new.dryRun')}</p>
        <div className={classes.acts}>
          <Button
            size="md"
            disabled={!online || need !== undefined}
            loading={busy}
            onClick={() =>
              act(async () => {
                if (!defaults.ok) return
                const goOn = fromHere()
                const batch = await create(defaults.value)
                goOn(batchRoute(batch.id))
              })
            }
          >
            {t('batches.new.act')}
          </Button>
          {need === undefined ? null : (
            <span className={classes.need} role="status">
              {need}
            </span>
          )}
        </div>
      </div>
    </>
  )
}

const SAMPLES = 3

function Columns(props: { draft: FileDraft }) {
  const { draft } = props
  const { t } = useTexts()
  const map = useBatches((state) => state.map)
  const columns = (draft.file?.columns ?? []).map((column, at) => ({ column, at }))
  const fieldAt = (column: number) => ROW_FIELDS.find((field) => draft.mapping[field] === column)
  return (
    <ScrollRegion className={classes.scroll} label={t('batches.new.mapping')}>
      <table className={classes.columns}>
        <thead>
          <tr>
            <th scope="col">{t('batches.new.column')}</th>
            <th scope="col">{t('batches.new.meaning')}</th>
            <th scope="col">{t('batches.new.samples')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ column, at }) => (
            <tr key={at} data-taken={fieldAt(at) !== undefined || undefined}>
              <th scope="row">{column.name}</th>
              <td>
                <Select
                  aria-label={t('batches.new.meaningOf', { name: column.name })}
                  placeholder={t('batches.new.ignored')}
                  data={FIELDS[draft.mode].map((field) => ({
                    value: field,
                    label: t(`batches.field.${field}`),
                  }))}
                  clearable
                  clearButtonProps={{ 'aria-label': `${t('common.clear')}: ${column.name}` }}
                  value={fieldAt(at) ?? null}
                  onChange={(value) => {
                    const field = ROW_FIELDS.find((one) => one === value)
                    const before = fieldAt(at)
                    if (field !== undefined) map(field, at)
                    else if (before !== undefined) map(before, undefined)
                  }}
                />
              </td>
              <td className={classes.samples}>
                {column.samples
                  .slice(0, SAMPLES)
                  .filter((cell) => cell.trim() !== '')
                  .map(withoutSeals)
                  .join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
