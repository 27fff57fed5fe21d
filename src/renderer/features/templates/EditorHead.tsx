import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconCopyPlus, IconDots, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Template } from '../../../contract/templates.ts'
import { useTexts } from '../../i18n/index.ts'
import { CopyIcon } from '../../ui/CopyIcon.tsx'
import { useOnline } from '../../ui/connectivity.tsx'
import { Notice } from '../../ui/Notice.tsx'
import classes from './EditorHead.module.css'

/** Stays in view while the template below is scrolled: what it is, whether it is kept, and what can be done. */
export function EditorHead(props: {
  /** Of the form that the button for keeping sends. */
  formId: string
  template: Template | undefined
  changed: boolean
  busy: boolean
  onDiscard: () => void
  onDuplicate: (title: string) => void
  onRemove: () => void
  children: ReactNode
}) {
  const { template, changed } = props
  const { t } = useTexts()
  const online = useOnline()
  return (
    <header className={classes.head}>
      <div className={classes.row}>
        <h2 className={classes.title}>{template?.title ?? t('templates.newTitle')}</h2>
        {template === undefined ? null : (
          <CopyIcon value={template.title} label={t('templates.copyName')} done={t('common.copied')} />
        )}
        <span className={classes.gap} />
        <span className={classes.unsaved} role="status">
          {changed ? t('templates.unsaved') : null}
        </span>
        {changed ? (
          <Button variant="default" disabled={props.busy} onClick={props.onDiscard}>
            {t('templates.discard')}
          </Button>
        ) : null}
        <Button type="submit" form={props.formId} disabled={!online || !changed} loading={props.busy}>
          {t('templates.save')}
        </Button>
        {template === undefined ? null : (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="default" size={34} aria-label={t('templates.more')}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<IconCopyPlus size={16} stroke={1.6} aria-hidden="true" />}
                onClick={() => props.onDuplicate(t('templates.copyTitle', { title: template.title }))}
              >
                {t('templates.duplicate')}
              </Menu.Item>
              <Menu.Item
                color="red"
                disabled={!online}
                leftSection={<IconTrash size={16} stroke={1.6} aria-hidden="true" />}
                onClick={props.onRemove}
              >
                {t('templates.remove')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {changed && !online ? <Notice tone="warn">{t('templates.offline')}</Notice> : null}
      {props.children}
    </header>
  )
}
