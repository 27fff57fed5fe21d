import { ActionIcon, Button, Popover, TextInput, Tooltip, UnstyledButton } from '@mantine/core'
import { IconBookmark, IconLink, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { cleared } from '../../ui/cleared.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { showToast } from '../../ui/toast.ts'
import { useAct } from '../../ui/use-act.ts'
import classes from './FilterBar.module.css'
import { useHistory } from './store.ts'
import { readViewLink, writeViewLink } from './view-link.ts'

/** Filters under a name: kept, taken up again, sent to others as a link of text. */
export function SavedViews() {
  const { t } = useTexts()
  const { fields, views, showView, saveView, removeView } = useHistory((state) => state)
  const { busy, error, act, forget } = useAct(errorOf)
  const [opened, setOpened] = useState(false)
  const [text, setText] = useState('')
  const shared = readViewLink(text)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') return
    const name = shared?.name ?? text.trim().slice(0, 60)
    act(async () => {
      await saveView(crypto.randomUUID(), name, shared?.fields ?? fields)
      if (shared !== undefined) showView(shared.fields)
      setText(cleared(text))
    })
  }

  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      onClose={forget}
      position="bottom-end"
      width={340}
      trapFocus
      withinPortal
    >
      <Popover.Target>
        <Tooltip label={t('history.views.title')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('history.views.title')}
            onClick={() => setOpened((before) => !before)}
          >
            <IconBookmark size={17} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        {views.length === 0 ? <p className={classes.under}>{t('history.views.empty')}</p> : null}
        <ul className={classes.views} aria-label={t('history.views.title')}>
          {views.map((view) => (
            <li key={view.id} className={classes.view}>
              <UnstyledButton
                onClick={() => {
                  showView(view.fields)
                  setOpened(false)
                }}
              >
                {view.name}
              </UnstyledButton>
              <Tooltip label={t('history.views.copy')}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('history.views.copyNamed', { name: view.name })}
                  onClick={() =>
                    act(async () => {
                      await navigator.clipboard.writeText(writeViewLink(view))
                      showToast(t, { message: t('history.views.copied') })
                    })
                  }
                >
                  <IconLink size={15} stroke={1.75} />
                </ActionIcon>
              </Tooltip>
              <Tooltip label={t('history.views.remove')}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('history.views.removeNamed', { name: view.name })}
                  onClick={() => act(() => removeView(view.id))}
                >
                  <IconTrash size={15} stroke={1.75} />
                </ActionIcon>
              </Tooltip>
            </li>
          ))}
        </ul>
        <form className={classes.share} onSubmit={submit}>
          <TextInput
            data-autofocus
            size="xs"
            label={t('history.views.save')}
            description={t('history.views.saveHint')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <ErrorNotice error={error} />
          <Button type="submit" size="xs" loading={busy} disabled={text.trim() === ''}>
            {shared === undefined ? t('common.save') : t('history.views.take', { name: shared.name })}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
