import { IconListSearch, IconMessage } from '@tabler/icons-react'
import type { Message } from '../../../contract/messages.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import { formatMoment, useTexts } from '../../i18n/index.ts'
import { FilterSelect } from '../../ui/FilterSelect.tsx'
import { go } from '../../ui/go.ts'
import { ListStates } from '../../ui/ListStates.tsx'
import { NumberText } from '../../ui/NumberText.tsx'
import { PagedList } from '../../ui/PagedList.tsx'
import { messageRoute } from '../../ui/routes.ts'
import { SearchField } from '../../ui/SearchField.tsx'
import { Split } from '../../ui/Split.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { MaskingFrame } from '../bindings/index.ts'
import { MessageDetail } from './MessageDetail.tsx'
import { MessageMark } from './MessageMark.tsx'
import classes from './MessagesView.module.css'
import { isFiltering, NO_FILTER, useMessages } from './store.ts'

const ROW = 64
const GROUPS = ['arrived', 'open', 'stopped', 'failed'] as const

/** Text messages through private numbers, newest first, beside the one that is read. */
export function MessagesView(props: { messageId: string | undefined }) {
  const { messageId } = props
  const { t } = useTexts()
  const message = useMessages(({ list }) => list.items.find(({ id }) => id === messageId))
  return (
    <MaskingFrame here="messages" title={t('messages.title')}>
      <Split
        name="messages"
        label={t('common.resize')}
        initial={430}
        min={350}
        max={720}
        list={
          <div className={classes.list}>
            <Filters />
            <Rows chosen={messageId} />
          </div>
        }
        detail={
          <div className={classes.detail} key={messageId}>
            {message === undefined ? (
              <EmptyState
                icon={<IconListSearch size={28} stroke={1.5} />}
                title={t('messages.pick.title')}
                text={t('messages.pick.text')}
              />
            ) : (
              <MessageDetail message={message} />
            )}
          </div>
        }
      />
    </MaskingFrame>
  )
}

function Filters() {
  const { t } = useTexts()
  const fields = useMessages((state) => state.fields)
  const setFields = useMessages((state) => state.setFields)
  return (
    <search className={classes.filter} aria-label={t('messages.filter.label')}>
      <SearchField
        label={t('messages.filter.number')}
        value={fields.text}
        onChange={(text) => setFields({ text })}
      />
      <FilterSelect
        label={t('messages.filter.state')}
        any={t('messages.filter.anyState')}
        options={GROUPS.map((group) => ({ value: group, label: t(`messages.filter.states.${group}`) }))}
        value={fields.group}
        onChange={(group) => setFields({ group })}
      />
    </search>
  )
}

function Rows(props: { chosen: string | undefined }) {
  const { t, language } = useTexts()
  const { list, fields, pager, setFields, load } = useMessages((state) => state)
  const number = (one: string | undefined) => (one === undefined ? t('messages.nobody') : groupNumber(one))
  return (
    <ListStates
      list={list}
      rowHeight={ROW}
      onRetry={load}
      none={
        isFiltering(fields)
          ? {
              title: t('messages.none.title'),
              text: t('messages.none.text'),
              clear: t('bindings.filter.clear'),
              onClear: () => setFields(NO_FILTER),
            }
          : undefined
      }
      empty={
        <EmptyState
          icon={<IconMessage size={28} stroke={1.5} />}
          title={t('messages.empty.title')}
          text={t('messages.empty.text')}
        />
      }
    >
      <PagedList
        name="message"
        label={t('messages.list')}
        list={list}
        pager={pager}
        rowHeight={ROW}
        chosen={props.chosen}
        onChoose={({ id }) => go(messageRoute(id))}
        rowLabel={(message) =>
          t('messages.row', {
            from: number(message.from),
            to: number(message.to),
            state: t(`messages.state.${message.state}`),
            time: formatMoment(message.at, language),
          })
        }
        row={(message) => <Row message={message} />}
      />
    </ListStates>
  )
}

function Row(props: { message: Message }) {
  const { message } = props
  const { t, language } = useTexts()
  return (
    <div className={classes.row}>
      <MessageMark state={message.state} iconOnly />
      <span className={classes.main}>
        <span className={classes.who}>
          {message.from === undefined ? t('messages.nobody') : <NumberText number={message.from} />}
          <span aria-hidden="true">→</span>
          {message.to === undefined ? t('messages.nobody') : <NumberText number={message.to} />}
        </span>
        <span className={classes.under}>
          {message.content ?? (message.x === undefined ? '' : <XOf x={message.x} />)}
        </span>
      </span>
      <span className={classes.end}>
        <span>{t(`messages.state.${message.state}`)}</span>
        <span className={classes.when}>{formatMoment(message.at, language)}</span>
      </span>
    </div>
  )
}

function XOf(props: { x: string }) {
  return (
    <>
      X <NumberText number={props.x} />
    </>
  )
}
