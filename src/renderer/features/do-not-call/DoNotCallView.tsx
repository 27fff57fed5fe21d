import { ActionIcon, Button, FileButton, Select, TextInput } from '@mantine/core'
import { IconFileSpreadsheet, IconPhoneOff, IconTrash } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { parseDialled } from '../../../domain/phone/parse.ts'
import { errorOf } from '../../client/index.ts'
import { formatMoment, useTexts } from '../../i18n/index.ts'
import { cleared } from '../../ui/cleared.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { MomentText } from '../../ui/MomentText.tsx'
import { NumberText } from '../../ui/NumberText.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.ts'
import { useAct } from '../../ui/use-act.ts'
import { SheetPreview } from '../campaigns/index.ts'
import { NumberField } from '../dial/index.ts'
import { NotifyTabs } from '../notify/index.ts'
import classes from './DoNotCallView.module.css'
import { type Inspected, useDoNotCall } from './store.ts'

/** Numbers that no campaign calls: added by hand or from a file, found, and taken off again. */
export function DoNotCallView() {
  const { t } = useTexts()
  const { find, part } = useDoNotCall((state) => state)
  useEffect(() => {
    find('')
  }, [find])
  return (
    <div className={classes.view}>
      <NotifyTabs here="doNotCall" />
      <div className={classes.body}>
        <h1 className="visually-hidden">{t('doNotCall.title')}</h1>
        <Add />
        <FromFile />
        <Section title={t('doNotCall.list')} hint={t('doNotCall.hint')}>
          <TextInput
            aria-label={t('doNotCall.find')}
            placeholder={t('doNotCall.find')}
            inputMode="numeric"
            maxLength={15}
            value={part}
            onChange={(event) => find(event.currentTarget.value.replace(/\D/g, ''))}
          />
          <List />
        </Section>
      </div>
    </div>
  )
}

function Add() {
  const { t } = useTexts()
  const add = useDoNotCall((state) => state.add)
  const [number, setNumber] = useState('')
  const [note, setNote] = useState('')
  const { busy, error, act } = useAct(errorOf)
  const parsed = parseDialled(number)
  const submit = () =>
    act(async () => {
      if (!parsed.ok) return
      await add([parsed.number], note)
      setNumber(cleared(number))
      setNote(cleared(note))
    })
  return (
    <Section title={t('doNotCall.add')}>
      <form
        className={classes.line}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <NumberField
          label={t('doNotCall.number')}
          hint={t('dial.number.hint')}
          placeholder={t('dial.number.placeholder')}
          value={number}
          onChange={setNumber}
        />
        <TextInput
          label={t('doNotCall.note')}
          description={t('doNotCall.noteHint')}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!parsed.ok} loading={busy} className={classes.button}>
          {t('doNotCall.addAct')}
        </Button>
      </form>
      <ErrorNotice error={error} />
    </Section>
  )
}

function FromFile() {
  const { t } = useTexts()
  const { inspect, importList } = useDoNotCall((state) => state)
  const [inspected, setInspected] = useState<Inspected>()
  const [column, setColumn] = useState(0)
  const { busy, error, act } = useAct(errorOf)
  const take = () =>
    act(async () => {
      if (inspected === undefined) return
      const { added, known, wrong } = await importList(inspected, column, inspected.sheet.fileName)
      setInspected(undefined)
      showToast(t, { message: t('doNotCall.imported', { count: added, known, wrong }) })
    })
  return (
    <Section
      title={t('doNotCall.file')}
      hint={t('doNotCall.fileHint')}
      aside={
        <FileButton
          accept=".csv,.txt,.tsv,.xlsx"
          onChange={(file) => {
            if (file === null) return
            act(async () => {
              const found = await inspect(file)
              setInspected(found)
              setColumn(found.columns.find(({ looksLike }) => looksLike === 'number')?.index ?? 0)
            })
          }}
        >
          {(button) => (
            <Button
              {...button}
              variant="default"
              loading={busy}
              leftSection={<IconFileSpreadsheet size={16} stroke={1.75} aria-hidden="true" />}
            >
              {t('doNotCall.choose')}
            </Button>
          )}
        </FileButton>
      }
    >
      <ErrorNotice error={error} />
      {inspected === undefined ? null : (
        <div className={classes.fields}>
          <Select
            label={t('campaigns.list.numbers')}
            data={inspected.columns.map(({ index, heading }) => ({
              value: String(index),
              label: heading === '' ? t('campaigns.list.nameless', { number: index + 1 }) : heading,
            }))}
            value={String(column)}
            onChange={(value) => {
              if (value !== null) setColumn(Number(value))
            }}
          />
          <SheetPreview columns={inspected.columns} numberColumn={column} />
          <div className={classes.acts}>
            <Button variant="default" onClick={() => setInspected(undefined)}>
              {t('common.cancel')}
            </Button>
            <Button loading={busy} onClick={take}>
              {t('campaigns.list.import')}
            </Button>
          </div>
        </div>
      )}
    </Section>
  )
}

function List() {
  const { t, language } = useTexts()
  const { phase, error, entries, next, total, part, find, more, remove, add } = useDoNotCall((state) => state)
  const { busy, error: failed, act } = useAct(errorOf)
  if (phase === 'failed' && error !== undefined)
    return <ErrorState error={error} onRetry={() => find(part)} />
  if (phase !== 'ready') return <ListSkeleton rows={6} height={40} label={t('common.loading')} />
  if (entries.length === 0) {
    return (
      <EmptyState
        compact
        icon={<IconPhoneOff size={28} stroke={1.5} />}
        title={t(part === '' ? 'doNotCall.emptyTitle' : 'doNotCall.noneTitle')}
        text={t(part === '' ? 'doNotCall.emptyText' : 'doNotCall.noneText')}
      />
    )
  }
  return (
    <>
      <p className={classes.quiet}>{t('doNotCall.total', { count: total })}</p>
      <ErrorNotice error={failed} />
      <ul className={classes.list}>
        {entries.map(({ number, note, addedAt }) => (
          <li key={number} className={classes.row}>
            <NumberText number={number} />
            <span className={classes.note}>{note}</span>
            <span className={classes.quiet}>
              <MomentText at={addedAt}>{formatMoment(addedAt, language)}</MomentText>
            </span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('doNotCall.remove')}
              onClick={() =>
                act(async () => {
                  await remove(number)
                  showToast(t, {
                    message: (
                      <span className={classes.undo}>
                        {t('doNotCall.removed')}
                        <Button size="compact-xs" variant="default" onClick={() => add([number], note)}>
                          {t('doNotCall.undo')}
                        </Button>
                      </span>
                    ),
                  })
                })
              }
            >
              <IconTrash size={16} stroke={1.75} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {next === undefined ? null : (
        <Button variant="default" size="sm" mt="md" loading={busy} onClick={() => act(more)}>
          {t('doNotCall.more')}
        </Button>
      )}
    </>
  )
}
