import { useEffect } from 'react'
import { Link } from 'wouter'
import { isReviewId } from '../../../domain/values.ts'
import { useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { reviewRoute } from '../../ui/routes.ts'
import { ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { CardsPart } from './CardsPart.tsx'
import { ExchangeActs } from './ExchangeActs.tsx'
import { QueuePart } from './QueuePart.tsx'
import { ResultsPart } from './ResultsPart.tsx'
import classes from './ReviewView.module.css'
import { useReview } from './store.ts'

const PARTS = ['queue', 'cards', 'results'] as const

/** Quality review: what is to be scored, with which cards, and what came of it. */
export function ReviewView(props: { part: string | undefined; item: string | undefined }) {
  const { t } = useTexts()
  const watch = useReview((state) => state.watch)
  const phase = useReview((state) => state.phase)
  const error = useReview((state) => state.error)
  const load = useReview((state) => state.load)
  useEffect(() => watch(), [watch])
  const part = PARTS.find((one) => one === props.part) ?? 'queue'
  const item = props.item !== undefined && isReviewId(props.item) ? props.item : undefined
  return (
    <div className={classes.review}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('review.title')}</h1>
        <nav className={classes.parts} aria-label={t('review.parts')}>
          {PARTS.map((one) => (
            <Link key={one} href={reviewRoute(one)} aria-current={one === part ? 'page' : undefined}>
              {t(`review.part.${one}`)}
            </Link>
          ))}
        </nav>
        <ExchangeActs />
      </header>
      <ErrorNotice error={phase === 'failed' ? undefined : error} />
      <div className={classes.body}>
        {phase === 'failed' && error !== undefined ? (
          <ErrorState error={error} onRetry={() => load()} />
        ) : phase === 'loading' ? (
          <ListSkeleton rows={8} height={56} label={t('common.loading')} />
        ) : part === 'cards' ? (
          <CardsPart item={item} isNew={props.item === 'new'} />
        ) : part === 'results' ? (
          <ResultsPart />
        ) : (
          <QueuePart item={item} />
        )}
      </div>
    </div>
  )
}
