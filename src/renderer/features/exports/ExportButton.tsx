import {
  ActionIcon,
  Button,
  Checkbox,
  MultiSelect,
  Popover,
  SegmentedControl,
  Select,
  Tooltip,
} from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { HistoryFilter } from '../../../contract/history.ts'
import { COLUMNS } from '../../../domain/exports/index.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { useAct } from '../../ui/use-act.ts'
import classes from './ExportButton.module.css'
import { useExports } from './store.ts'

const FORMATS = ['xlsx', 'csv', 'jsonl'] as const
const USUAL = COLUMNS.filter(({ usual }) => usual).map(({ id }) => id)

/**
 * Writes calls to a file; how far it is and the file itself are in the list of tasks.
 *
 * @param props.filter what is found now; `undefined` when nothing is filtered
 */
export function ExportButton(props: { filter: HistoryFilter | undefined }) {
  const { t, language } = useTexts()
  const online = useOnline()
  const make = useExports((state) => state.make)
  const { busy, error, act, forget } = useAct(errorOf)
  const [opened, setOpened] = useState(false)
  const [format, setFormat] = useState<(typeof FORMATS)[number]>('xlsx')
  const [everything, setEverything] = useState(false)
  const [columns, setColumns] = useState<string[]>(USUAL)
  const [headings, setHeadings] = useState<'zh-CN' | 'en'>(language)
  const [encoding, setEncoding] = useState<'utf-8' | 'gbk'>('utf-8')
  const submit = () =>
    act(async () => {
      await make({
        format,
        columns,
        headings,
        encoding,
        ...(props.filter === undefined || everything ? {} : { filter: props.filter }),
      })
      setOpened(false)
    })
  return (
    <Popover
      opened={opened}
      onChange={(next) => {
        setOpened(next)
        forget()
      }}
      position="bottom-end"
      width={380}
      trapFocus
      withinPortal
    >
      <Popover.Target>
        <Tooltip label={t('exports.title')} disabled={opened}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('exports.title')}
            onClick={() => setOpened(!opened)}
          >
            <IconDownload size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <h2 className={classes.title}>{t('exports.title')}</h2>
          <SegmentedControl
            fullWidth
            aria-label={t('exports.format')}
            data={FORMATS.map((value) => ({ value, label: t(`exports.${value}`) }))}
            value={format}
            onChange={setFormat}
          />
          {props.filter === undefined ? (
            <p className={classes.hint}>{t('exports.all')}</p>
          ) : (
            <Checkbox
              label={t('exports.everything')}
              checked={everything}
              onChange={(event) => setEverything(event.currentTarget.checked)}
            />
          )}
          {format === 'jsonl' ? (
            <p className={classes.hint}>{t('exports.jsonlHint')}</p>
          ) : (
            <>
              <MultiSelect
                label={t('exports.columns')}
                description={t('exports.columnsHint')}
                searchable
                maxDropdownHeight={240}
                comboboxProps={{ withinPortal: false }}
                classNames={{ pillsList: classes.pills }}
                data={COLUMNS.map(({ id, heading }) => ({ value: id, label: heading[language] }))}
                value={columns}
                onChange={setColumns}
              />
              <div className={classes.links}>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() => setColumns(COLUMNS.map(({ id }) => id))}
                >
                  {t('exports.allColumns')}
                </Button>
                <Button size="compact-xs" variant="subtle" onClick={() => setColumns(USUAL)}>
                  {t('exports.usualColumns')}
                </Button>
              </div>
              <div className={classes.pair}>
                <Select
                  label={t('exports.headings')}
                  comboboxProps={{ withinPortal: false }}
                  allowDeselect={false}
                  data={[
                    { value: 'zh-CN', label: '中文' },
                    { value: 'en', label: 'English' },
                  ]}
                  value={headings}
                  onChange={(next) => setHeadings(next === 'en' ? 'en' : 'zh-CN')}
                />
                {format === 'csv' ? (
                  <Select
                    label={t('exports.encoding')}
                    comboboxProps={{ withinPortal: false }}
                    allowDeselect={false}
                    data={[
                      { value: 'utf-8', label: 'UTF-8' },
                      { value: 'gbk', label: 'GBK' },
                    ]}
                    value={encoding}
                    onChange={(next) => setEncoding(next === 'gbk' ? 'gbk' : 'utf-8')}
                  />
                ) : null}
              </div>
            </>
          )}
          <ErrorNotice error={error} />
          <Button type="submit" fullWidth loading={busy} disabled={!online || columns.length === 0}>
            {t('exports.act')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
