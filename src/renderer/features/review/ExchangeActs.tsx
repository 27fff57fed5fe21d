import { Button, FileButton, Popover, TextInput, Tooltip } from '@mantine/core'
import { IconDownload, IconFileImport, IconUserEdit } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTexts } from '../../i18n/index.ts'
import { showToast } from '../../ui/toast.ts'
import classes from './ReviewView.module.css'
import { useReview } from './store.ts'

/** Who reviews here, and files of reviews from and to colleagues. */
export function ExchangeActs() {
  const { t } = useTexts()
  const { exported, merge, rename, reviewer } = useReview((state) => state)
  const [busy, setBusy] = useState(false)
  const [name, setName] = useState<string>()
  const icon = { size: 16, stroke: 1.7, 'aria-hidden': true } as const

  const save = async () => {
    setBusy(true)
    const text = await exported()
    setBusy(false)
    if (text === undefined) return
    const url = URL.createObjectURL(new Blob([text], { type: 'application/x-ndjson' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `review ${new Date().toISOString().slice(0, 10)}.jsonl`
    link.click()
    URL.revokeObjectURL(url)
  }
  const take = async (file: File | null) => {
    if (file === null) return
    setBusy(true)
    const merged = await merge(await file.text())
    setBusy(false)
    if (merged !== undefined) showToast(t, { message: t('review.merged', merged) })
  }
  const keep = async (event: FormEvent) => {
    event.preventDefault()
    if (name !== undefined && name.trim() !== '' && (await rename(name.trim()))) setName(undefined)
  }
  return (
    <div className={classes.acts}>
      <Popover
        opened={name !== undefined}
        onChange={(open) => open || setName(undefined)}
        width={280}
        trapFocus
      >
        <Popover.Target>
          <Tooltip label={t('review.reviewerHint')}>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<IconUserEdit {...icon} />}
              onClick={() => setName(reviewer?.name ?? '')}
            >
              {t('review.reviewer', { name: reviewer?.name ?? '' })}
            </Button>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown>
          <form onSubmit={keep} className={classes.form}>
            <TextInput
              data-autofocus
              label={t('review.reviewerName')}
              description={t('review.reviewerHint')}
              maxLength={60}
              value={name ?? ''}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" size="xs">
              {t('review.save')}
            </Button>
          </form>
        </Popover.Dropdown>
      </Popover>
      <FileButton onChange={take} accept=".jsonl,.ndjson,application/x-ndjson">
        {(props) => (
          <Button
            {...props}
            variant="default"
            size="compact-sm"
            loading={busy}
            leftSection={<IconFileImport {...icon} />}
          >
            {t('review.merge')}
          </Button>
        )}
      </FileButton>
      <Button
        variant="default"
        size="compact-sm"
        loading={busy}
        leftSection={<IconDownload {...icon} />}
        onClick={save}
      >
        {t('review.export')}
      </Button>
    </div>
  )
}
