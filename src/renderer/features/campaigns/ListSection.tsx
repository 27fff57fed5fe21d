import { Button, FileButton, Select, Switch } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useState } from 'react'
import type { Campaign } from '../../../contract/campaigns.ts'
import type { Sheet } from '../../../contract/sheets.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { useAct } from '../../ui/use-act.ts'
import classes from './CampaignsView.module.css'
import { SheetPreview } from './SheetPreview.tsx'
import { type Inspected, useCampaigns } from './store.ts'

const ENCODINGS = ['auto', 'utf-8', 'gb18030', 'utf-16le'] as const

/** The list of callees: a file, which of its columns holds the numbers, and what is in it. */
export function ListSection(props: {
  campaign: Campaign
  /** Told the first row, as an example of every column. */
  onSample: (cells: readonly string[]) => void
}) {
  const { campaign, onSample } = props
  const { t } = useTexts()
  const { inspect, inspectAgain, importList } = useCampaigns((state) => state)
  const [inspected, setInspected] = useState<Inspected>()
  const [column, setColumn] = useState(0)
  const { busy, error, act } = useAct(errorOf)

  const take = (found: Inspected) => {
    setInspected(found)
    setColumn(found.columns.find(({ looksLike }) => looksLike === 'number')?.index ?? 0)
    onSample(found.columns.map(({ samples }) => samples[0] ?? ''))
  }
  const again = (change: Partial<Sheet>) =>
    act(async () => {
      if (inspected !== undefined) {
        take(await inspectAgain(inspected.uploadId, { ...inspected.sheet, ...change }))
      }
    })
  const read = () =>
    act(async () => {
      if (inspected === undefined) return
      await importList(campaign.id, inspected.uploadId, inspected.sheet, column)
      setInspected(undefined)
    })
  const busyWith = campaign.state === 'importing'
  return (
    <Section
      title={t('campaigns.list.title')}
      hint={t('campaigns.list.hint')}
      aside={
        <FileButton
          accept=".csv,.txt,.tsv,.xlsx"
          onChange={(file) => {
            if (file !== null) act(async () => take(await inspect(file)))
          }}
        >
          {(button) => (
            <Button
              {...button}
              variant={campaign.list === undefined ? 'filled' : 'default'}
              loading={busy || busyWith}
              leftSection={<IconFileSpreadsheet size={16} stroke={1.75} aria-hidden="true" />}
            >
              {t(campaign.list === undefined ? 'campaigns.list.choose' : 'campaigns.list.replace')}
            </Button>
          )}
        </FileButton>
      }
    >
      <ErrorNotice error={error} />
      {inspected === undefined ? (
        <p className={classes.quiet} role="status">
          {campaign.list === undefined
            ? t('campaigns.list.none')
            : t('campaigns.list.read', { file: campaign.list.fileName, count: campaign.counts.rows })}
        </p>
      ) : (
        <div className={classes.fields}>
          <div className={classes.pair}>
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
            {inspected.sheets.length > 1 ? (
              <Select
                label={t('campaigns.list.sheet')}
                data={inspected.sheets}
                value={inspected.sheet.name ?? inspected.sheets[0] ?? null}
                onChange={(name) => {
                  if (name !== null) again({ name })
                }}
              />
            ) : null}
            {inspected.sheets.length === 0 ? (
              <Select
                label={t('campaigns.list.encoding')}
                data={ENCODINGS.map((value) => ({ value, label: t(`campaigns.list.encodings.${value}`) }))}
                value={inspected.sheet.encoding}
                onChange={(value) => {
                  const encoding = ENCODINGS.find((one) => one === value)
                  if (encoding !== undefined) again({ encoding })
                }}
              />
            ) : null}
          </div>
          <Switch
            label={t('campaigns.list.headings')}
            checked={inspected.sheet.headings}
            onChange={(event) => again({ headings: event.currentTarget.checked })}
          />
          <SheetPreview columns={inspected.columns} numberColumn={column} />
          <div className={classes.line}>
            <p className={classes.quiet}>{t('campaigns.list.rows', { count: inspected.rows })}</p>
            <Button variant="default" onClick={() => setInspected(undefined)}>
              {t('common.cancel')}
            </Button>
            <Button loading={busy} onClick={read}>
              {t('campaigns.list.import')}
            </Button>
          </div>
        </div>
      )}
    </Section>
  )
}
