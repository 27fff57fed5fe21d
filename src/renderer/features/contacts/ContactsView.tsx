import { Button, FileButton, Menu, TextInput } from '@mantine/core'
import { IconAddressBook, IconDownload, IconPlus, IconSearch, IconUpload } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { go } from '../../ui/go.ts'
import { contactRoute } from '../../ui/routes.ts'
import { Split } from '../../ui/Split.tsx'
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.ts'
import { useAct } from '../../ui/use-act.ts'
import { ContactEditor } from './ContactEditor.tsx'
import classes from './ContactsView.module.css'
import { useContacts } from './store.ts'

const ROW = 52

/** Local names for numbers: found, edited, brought in and taken out. */
export function ContactsView(props: { contactId: string | undefined; onCalls: (name: string) => void }) {
  const { contactId } = props
  const { t } = useTexts()
  const open = useContacts((state) => state.open)
  const list = useContacts((state) => state.list)
  useEffect(() => {
    open()
  }, [open])
  const chosen = list.find(({ id }) => id === contactId)
  return (
    <Split
      name="contacts"
      label={t('common.resize')}
      initial={400}
      min={320}
      max={640}
      list={
        <div className={classes.list}>
          <h1 className="visually-hidden">{t('contacts.title')}</h1>
          <Tools />
          <Rows chosen={contactId} />
        </div>
      }
      detail={
        <div className={classes.detail}>
          {contactId === undefined ? (
            <EmptyState
              icon={<IconAddressBook size={28} stroke={1.5} />}
              title={t('contacts.pickTitle')}
              text={t('contacts.pickText')}
            />
          ) : (
            <ContactEditor
              key={`${contactId} ${chosen?.revision ?? 'new'}`}
              id={contactId}
              contact={chosen}
              onCalls={props.onCalls}
            />
          )}
        </div>
      }
    />
  )
}

function Tools() {
  const { t } = useTexts()
  const text = useContacts((state) => state.text)
  const total = useContacts((state) => state.total)
  const search = useContacts((state) => state.search)
  const importFile = useContacts((state) => state.importFile)
  const exportFile = useContacts((state) => state.exportFile)
  const { busy, error, act } = useAct(errorOf)

  const take = (file: File | null) => {
    if (file === null) return
    act(async () => {
      const done = await importFile(file)
      showToast(t, { title: t('contacts.imported'), message: t('contacts.importedText', { ...done }) })
    })
  }
  const fetchExport = (format: 'csv' | 'vcf') =>
    act(async () => {
      const link = document.createElement('a')
      link.href = await exportFile(format)
      link.download = `${t('contacts.title')}.${format}`
      link.click()
    })

  return (
    <div className={classes.tools}>
      <div className={classes.line}>
        <TextInput
          className={classes.search}
          type="search"
          aria-label={t('contacts.search')}
          placeholder={t('contacts.search')}
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
          value={text}
          onChange={(event) => search(event.currentTarget.value)}
        />
        <Button
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => go(contactRoute(crypto.randomUUID()))}
        >
          {t('contacts.add')}
        </Button>
      </div>
      <div className={classes.line}>
        <FileButton accept=".csv,.txt,.xlsx,.vcf,.vcard" onChange={take}>
          {(file) => (
            <Button
              {...file}
              variant="default"
              size="xs"
              loading={busy}
              leftSection={<IconUpload size={14} stroke={1.75} aria-hidden="true" />}
            >
              {t('contacts.import')}
            </Button>
          )}
        </FileButton>
        <Menu position="bottom-start">
          <Menu.Target>
            <Button
              variant="default"
              size="xs"
              disabled={total === 0 || busy}
              leftSection={<IconDownload size={14} stroke={1.75} aria-hidden="true" />}
            >
              {t('contacts.export')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => fetchExport('csv')}>CSV</Menu.Item>
            <Menu.Item onClick={() => fetchExport('vcf')}>vCard</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <span className={classes.total}>{t('contacts.total', { count: total })}</span>
      </div>
      <ErrorNotice error={error} />
    </div>
  )
}

function Rows(props: { chosen: string | undefined }) {
  const { t } = useTexts()
  const { phase, error, list, next, text, open, readMore } = useContacts((state) => state)
  const scroll = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: list.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 10,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (next !== undefined && last >= list.length - 20) readMore().catch(() => undefined)
  }, [next, last, list.length, readMore])

  if (phase === 'failed' && error !== undefined) return <ErrorState error={error} onRetry={() => open()} />
  if (phase !== 'ready') return <ListSkeleton rows={10} height={ROW} label={t('common.loading')} />
  if (list.length === 0) {
    return (
      <EmptyState
        icon={<IconAddressBook size={28} stroke={1.5} />}
        title={t(text === '' ? 'contacts.emptyTitle' : 'contacts.noneTitle')}
        text={t(text === '' ? 'contacts.emptyText' : 'contacts.noneText')}
      />
    )
  }
  return (
    <div ref={scroll} className={classes.scroll}>
      <ul className={classes.rows} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const contact = list[item.index]
          return contact === undefined ? null : (
            <li key={contact.id} style={{ transform: `translateY(${item.start}px)`, height: ROW }}>
              <button
                type="button"
                className={classes.row}
                aria-current={contact.id === props.chosen || undefined}
                onClick={() => go(contactRoute(contact.id))}
              >
                <span className={classes.name}>{contact.name}</span>
                <span className={classes.company}>{contact.company}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
