import { ActionIcon, Button, Checkbox, NumberInput, TextInput, Tooltip } from '@mantine/core'
import { IconChecklist, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { CardItem, CurrentCard } from '../../../contract/review-records.ts'
import { shareOf } from '../../../domain/review/index.ts'
import type { ReviewId } from '../../../domain/values.ts'
import { formatMoment, useTexts } from '../../i18n/index.ts'
import { fromHere } from '../../ui/go.ts'
import { Notice } from '../../ui/Notice.tsx'
import { reviewRoute } from '../../ui/routes.ts'
import { Split } from '../../ui/Split.tsx'
import { EmptyState } from '../../ui/states.tsx'
import classes from './ReviewView.module.css'
import { useReview } from './store.ts'

/** The scorecards beside the one that is written. */
export function CardsPart(props: { item: ReviewId | undefined; isNew: boolean }) {
  const { t } = useTexts()
  const cards = useReview((state) => state.cards)
  const card = cards.find(({ id }) => id === props.item)
  const make = (
    <Button
      component={Link}
      href={reviewRoute('cards', 'new')}
      size="compact-sm"
      leftSection={<IconPlus size={15} />}
    >
      {t('review.cards.new')}
    </Button>
  )
  return (
    <Split
      name="review-cards"
      label={t('common.resize')}
      initial={320}
      min={240}
      max={520}
      list={
        <div className={classes.list}>
          <div className={classes.tools}>{make}</div>
          <ul className={classes.items} aria-label={t('review.part.cards')}>
            {cards.map(({ id, heads }) => (
              <li key={id} className={classes.item} data-open={id === props.item || undefined}>
                <Link href={reviewRoute('cards', id)} className={classes.main}>
                  <strong>{heads[0]?.record.name}</strong>
                  <span className={classes.quiet}>
                    {t('review.cards.items', { count: heads[0]?.record.items.length ?? 0 })}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      }
      detail={
        card !== undefined || props.isNew ? (
          <CardEditor key={card?.heads[0]?.hash ?? 'new'} card={card} />
        ) : (
          <EmptyState
            icon={<IconChecklist size={28} stroke={1.5} />}
            title={t(cards.length === 0 ? 'review.cards.emptyTitle' : 'review.cards.pickTitle')}
            text={t('review.cards.emptyText')}
            action={cards.length === 0 ? make : undefined}
          />
        )
      }
    />
  )
}

const blank = (): CardItem => ({ id: crypto.randomUUID(), text: '', weight: 1, instantFail: false })

function CardEditor(props: { card: CurrentCard | undefined }) {
  const { t, language } = useTexts()
  const { saveCard, removeCard } = useReview((state) => state)
  const [head, ...others] = props.card?.heads ?? []
  const [name, setName] = useState(head?.record.name ?? '')
  const [items, setItems] = useState<readonly CardItem[]>(head?.record.items ?? [blank()])
  const [busy, setBusy] = useState(false)
  const cardId = props.card?.id
  const change = (id: string, part: Partial<CardItem>) =>
    setItems(items.map((item) => (item.id === id ? { ...item, ...part } : item)))
  const whole = items.filter(({ text }) => text.trim() !== '')
  const ready = name.trim() !== '' && whole.length > 0
  const keep = async () => {
    const goOn = fromHere()
    setBusy(true)
    const id = await saveCard(cardId, name.trim(), whole)
    setBusy(false)
    if (id !== undefined) goOn(reviewRoute('cards', id))
  }
  return (
    <div className={classes.detail}>
      {others.length === 0 ? null : (
        <Notice tone="warn" title={t('review.apart.card')}>
          {others.map(({ hash, record }) => (
            <Button key={hash} size="compact-xs" variant="default" onClick={() => setItems(record.items)}>
              {t('review.apart.take', { name: record.by.name, when: formatMoment(record.at, language) })}
            </Button>
          ))}
        </Notice>
      )}
      <TextInput
        label={t('review.cards.name')}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('review.cards.text')}</th>
            <th>{t('review.cards.weight')}</th>
            <th>{t('review.cards.share')}</th>
            <th>{t('review.cards.instantFail')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {items.map((item, at) => (
            <tr key={item.id}>
              <td>
                <TextInput
                  aria-label={t('review.cards.textOf', { number: at + 1 })}
                  value={item.text}
                  maxLength={300}
                  onChange={(event) => change(item.id, { text: event.currentTarget.value })}
                />
              </td>
              <td>
                <NumberInput
                  aria-label={t('review.cards.weightOf', { number: at + 1 })}
                  w={84}
                  min={0}
                  max={1000}
                  value={item.weight}
                  onChange={(value) => change(item.id, { weight: Math.max(0, Number(value) || 0) })}
                />
              </td>
              <td className={classes.figure}>{Math.round(shareOf(item, items))} %</td>
              <td>
                <Checkbox
                  aria-label={t('review.cards.instantFailOf', { number: at + 1 })}
                  checked={item.instantFail}
                  onChange={(event) => change(item.id, { instantFail: event.currentTarget.checked })}
                />
              </td>
              <td>
                <Tooltip label={t('review.cards.removeItem')}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('review.cards.removeItemOf', { number: at + 1 })}
                    onClick={() => setItems(items.filter(({ id }) => id !== item.id))}
                  >
                    <IconTrash size={16} stroke={1.7} />
                  </ActionIcon>
                </Tooltip>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.acts}>
        <Button
          variant="default"
          leftSection={<IconPlus size={15} />}
          onClick={() => setItems([...items, blank()])}
        >
          {t('review.cards.addItem')}
        </Button>
        <Button disabled={!ready} loading={busy} onClick={keep}>
          {t('review.save')}
        </Button>
        {cardId === undefined ? null : (
          <Button
            variant="subtle"
            color="red"
            onClick={() => {
              const goOn = fromHere()
              removeCard(cardId).then(() => goOn(reviewRoute('cards')))
            }}
          >
            {t('review.cards.remove')}
          </Button>
        )}
      </div>
      <p className={classes.quiet}>{t('review.cards.versions')}</p>
    </div>
  )
}
