import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Card, CurrentScore, Score } from '../../../contract/review-records.ts'
import { resultOf, type Verdict } from '../../../domain/review/index.ts'
import type { CallId, ReviewId } from '../../../domain/values.ts'
import { formatMoment, useTexts } from '../../i18n/index.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import classes from './ReviewView.module.css'
import { useReview } from './store.ts'

type CardVersion = { readonly hash: string; readonly record: Card }

/** The card of a call: ours to fill in, and those of others as they stand. */
export function ScoreSection(props: { callId: CallId; taskId: ReviewId; cardId: ReviewId }) {
  const { callId, taskId, cardId } = props
  const { t } = useTexts()
  const open = useReview((state) => state.sheet)
  const openSheet = useReview((state) => state.openSheet)
  const cards = useReview((state) => state.cards)
  useEffect(() => {
    openSheet(callId)
  }, [callId, openSheet])
  if (open?.callId !== callId) return null
  const { sheet } = open
  const mine = sheet.scores.find(({ heads }) =>
    heads.some(({ record }) => record.by.id === sheet.reviewer.id),
  )
  const others = sheet.scores.filter((score) => score !== mine)
  // What was scored once keeps its version of the card.
  const version: CardVersion | undefined =
    sheet.cards.find(({ hash }) => hash === mine?.heads[0]?.record.card) ??
    cards.find(({ id }) => id === cardId)?.heads[0]
  return (
    <>
      {version === undefined ? (
        <p className={classes.quiet}>{t('review.score.noCard')}</p>
      ) : (
        <ScoreForm
          key={mine?.heads.map(({ hash }) => hash).join() ?? version.hash}
          callId={callId}
          taskId={taskId}
          version={version}
          mine={mine}
        />
      )}
      {others.length === 0 ? null : (
        <Section title={t('review.score.others')}>
          {others.flatMap(({ heads }) =>
            heads.map(({ hash, record }) => (
              <Filled
                key={hash}
                score={record}
                apart={heads.length > 1}
                card={sheet.cards.find((card) => card.hash === record.card)?.record}
              />
            )),
          )}
        </Section>
      )}
    </>
  )
}

function ScoreForm(props: {
  callId: CallId
  taskId: ReviewId
  version: CardVersion
  mine: CurrentScore | undefined
}) {
  const { callId, taskId, version, mine } = props
  const { t, language } = useTexts()
  const saveScore = useReview((state) => state.saveScore)
  const [from, setFrom] = useState<Score | undefined>(mine?.heads[0]?.record)
  const [verdicts, setVerdicts] = useState<ReadonlyMap<string, Verdict>>(verdictsOf(from))
  const [note, setNote] = useState(from?.note ?? '')
  const [busy, setBusy] = useState(false)
  const [saved, setSaved] = useState(false)
  const { items, name } = version.record
  const answers = items.flatMap(({ id }) => {
    const verdict = verdicts.get(id)
    return verdict === undefined ? [] : [{ itemId: id, verdict }]
  })
  const result = resultOf(version.record, answers)
  const take = (score: Score) => {
    setFrom(score)
    setVerdicts(verdictsOf(score))
    setNote(score.note)
  }
  const keep = async () => {
    setBusy(true)
    setSaved(
      await saveScore(callId, { id: mine?.id, taskId, card: version.hash, answers, note: note.trim() }),
    )
    setBusy(false)
  }
  const versions = mine?.heads ?? []
  return (
    <Section
      title={name}
      aside={
        <span className={classes.result} data-failed={result.failedBy.length > 0 || undefined} role="status">
          {result.percent === undefined ? '–' : `${Math.round(result.percent)} %`}
        </span>
      }
    >
      {versions.length > 1 ? (
        <Notice tone="warn" title={t('review.apart.score')}>
          {versions.map(({ hash, record }) => (
            <Button key={hash} size="compact-xs" variant="default" onClick={() => take(record)}>
              {t('review.apart.take', { name: record.by.name, when: formatMoment(record.at, language) })}
            </Button>
          ))}
        </Notice>
      ) : null}
      <ol className={classes.answers}>
        {items.map((item) => (
          <li key={item.id} className={classes.answer}>
            <span id={`item-${item.id}`}>
              {item.text}
              {item.instantFail ? <b className={classes.fails}>{t('review.score.failsAll')}</b> : null}
            </span>
            <SegmentedControl
              size="xs"
              aria-labelledby={`item-${item.id}`}
              value={verdicts.get(item.id) ?? ''}
              onChange={(verdict) => {
                if (verdict === '') return
                setVerdicts(new Map(verdicts).set(item.id, verdict))
                setSaved(false)
              }}
              data={(['met', 'partly', 'missed', 'notApplicable'] as const).map((value) => ({
                value,
                label: t(`review.score.${value}`),
              }))}
            />
          </li>
        ))}
      </ol>
      {result.failedBy.length === 0 ? null : (
        <Notice tone="bad">{t('review.score.failedBy', { items: result.failedBy.join('; ') })}</Notice>
      )}
      <Textarea
        label={t('review.score.note')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={classes.acts}>
        <Button loading={busy} disabled={result.unanswered > 0} onClick={keep}>
          {t('review.score.save')}
        </Button>
        <span className={classes.quiet} role="status">
          {result.unanswered > 0
            ? t('review.score.unanswered', { count: result.unanswered })
            : saved
              ? t('common.saved')
              : ''}
        </span>
      </div>
    </Section>
  )
}

const verdictsOf = (score: Score | undefined): ReadonlyMap<string, Verdict> =>
  new Map(score?.answers.map(({ itemId, verdict }) => [itemId, verdict]))

/** Somebody else's score, or one of two that were written apart. */
function Filled(props: { score: Score; card: Card | undefined; apart: boolean }) {
  const { score, card } = props
  const { t, language } = useTexts()
  const result = card === undefined ? undefined : resultOf(card, score.answers)
  return (
    <article className={classes.filled}>
      <header>
        <strong>{score.by.name}</strong>
        <span className={classes.quiet}>
          {card?.name} · {formatMoment(score.at, language)}
        </span>
        {props.apart ? <b className={classes.apart}>{t('review.apart.one')}</b> : null}
        <span className={classes.result} data-failed={(result?.failedBy.length ?? 0) > 0 || undefined}>
          {result?.percent === undefined ? '–' : `${Math.round(result.percent)} %`}
        </span>
      </header>
      {score.note === '' ? null : <p>{score.note}</p>}
    </article>
  )
}
