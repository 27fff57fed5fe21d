import { Button, Select } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { useTexts } from '../../i18n/index.ts'
import { reviewRoute } from '../../ui/routes.ts'
import classes from './ReviewView.module.css'
import { type Order, useReview } from './store.ts'

const ANYBODY = 'anybody'

/**
 * Which card is used and who scores.
 *
 * @param props.children what else is asked
 * @param props.act the words of the button
 */
export function OrderForm(props: { act: string; onOrder: (order: Order) => void; children?: ReactNode }) {
  const { t } = useTexts()
  const { cards, reviewers, reviewer } = useReview((state) => state)
  const [cardId, setCardId] = useState<string | null>(null)
  const [who, setWho] = useState<string | null>(ANYBODY)
  const card = cards.find(({ id }) => id === cardId) ?? cards[0]
  const assignee = reviewers.find(({ id }) => id === who)
  if (card === undefined) {
    return (
      <div className={classes.form}>
        <p className={classes.quiet}>{t('review.queue.cardFirst')}</p>
        <Button component={Link} href={reviewRoute('cards', 'new')} size="xs">
          {t('review.cards.new')}
        </Button>
      </div>
    )
  }
  return (
    <div className={classes.form}>
      <Select
        label={t('review.queue.card')}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={cards.map(({ id, heads }) => ({ value: id, label: heads[0]?.record.name ?? '' }))}
        value={card.id}
        onChange={setCardId}
      />
      <Select
        label={t('review.queue.who')}
        description={t('review.queue.whoHint')}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={[
          { value: ANYBODY, label: t('review.queue.anybody') },
          ...reviewers.map(({ id, name }) => ({
            value: id,
            label: id === reviewer?.id ? t('review.queue.me', { name }) : name,
          })),
        ]}
        value={assignee?.id ?? ANYBODY}
        onChange={setWho}
      />
      {props.children}
      <Button
        size="xs"
        onClick={() => props.onOrder({ cardId: card.id, ...(assignee === undefined ? {} : { assignee }) })}
      >
        {props.act}
      </Button>
    </div>
  )
}
