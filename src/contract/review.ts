import { z } from 'zod'
import { event, read, topic, write } from './define.ts'
import {
  Answers,
  CardItems,
  CurrentCard,
  CurrentMark,
  CurrentScore,
  CurrentTask,
  RecordHash,
  Reviewer,
} from './review-records.ts'
import { CallId, DurationMs, E164, Nothing, ReviewId, UtcMs } from './values.ts'

const CallRef = z.strictObject({ callId: CallId })

/** A call to be scored. */
export const ReviewTask = z.object({
  task: CurrentTask,
  callId: CallId.optional().describe('Our id of the call; absent: it is not in the history of this machine'),
  scoredBy: z.array(Reviewer),
})
export type ReviewTask = z.output<typeof ReviewTask>

const ScoreSheet = z.object({
  reviewer: Reviewer.describe('Who reviews here'),
  scores: z.array(CurrentScore),
  cards: z
    .array(CurrentCard.shape.heads.element)
    .describe('The versions of cards that the scores were given on'),
})
export type ScoreSheet = z.output<typeof ScoreSheet>

const AgentResult = z.object({
  agent: E164.optional().describe('Absent: calls whose agent is not known'),
  scores: z.number().int(),
  mean: z.number().optional().describe('Per cent'),
  failed: z.number().int().describe('Calls that one item alone failed'),
  apart: z
    .number()
    .int()
    .describe('Scores with versions written apart; the newest counts until it is settled'),
  weeks: z.array(z.object({ from: UtcMs, mean: z.number(), scores: z.number().int() })),
})
export type AgentResult = z.output<typeof AgentResult>

const Assignee = Reviewer.optional().describe('Absent: for whoever takes it')
const TaskRef = z.strictObject({ taskId: ReviewId })
const Removed = z.object({ removed: z.boolean() })
const Added = z.object({ added: z.number().int() })

export const review = topic(
  'review',
  {
    reviewer: read({
      doc: 'Under which name marks and scores are written here.',
      input: Nothing,
      output: z.object({ reviewer: Reviewer }),
    }),
    setReviewer: write({
      doc: 'Set that name; what is written already keeps the one it has.',
      input: z.strictObject({ name: Reviewer.shape.name }),
      output: z.object({ reviewer: Reviewer }),
    }),
    marks: read({
      doc: 'Markers and comments in the recording of a call.',
      input: CallRef,
      output: z.object({ marks: z.array(CurrentMark) }),
    }),
    saveMark: write({
      doc: 'Write a marker or comment, or a new version of one.',
      input: z.strictObject({
        markId: ReviewId,
        callId: CallId,
        fromMs: DurationMs,
        toMs: DurationMs.optional(),
        text: z.string().trim().max(4000),
      }),
      output: CurrentMark,
      errors: ['call.notFound'],
    }),
    removeMark: write({
      doc: 'Take a marker or comment back.',
      input: z.strictObject({ markId: ReviewId }),
      output: z.object({ removed: z.boolean() }),
    }),
    cards: read({
      doc: 'The scorecards as they are now.',
      input: Nothing,
      output: z.object({ cards: z.array(CurrentCard) }),
    }),
    saveCard: write({
      doc: 'Write a scorecard, or a new version of one; scores stay with the version they were given on.',
      input: z.strictObject({ cardId: ReviewId, name: z.string().trim().min(1).max(80), items: CardItems }),
      output: CurrentCard,
    }),
    removeCard: write({
      doc: 'Take a scorecard off the list; scores given on it stay.',
      input: z.strictObject({ cardId: ReviewId }),
      output: Removed,
    }),
    queue: read({
      doc: 'Calls to be scored, and who has scored them.',
      input: Nothing,
      output: z.object({ tasks: z.array(ReviewTask) }),
    }),
    reviewers: read({
      doc: 'Who reviews: first the one here, then everybody that a record names, with the newest name.',
      input: Nothing,
      output: z.object({ reviewers: z.array(Reviewer) }),
    }),
    enqueue: write({
      doc: 'Put calls on the list; one that is there for the same card stays as it is.',
      input: z.strictObject({
        callIds: z.array(CallId).min(1).max(500),
        cardId: ReviewId,
        assignee: Assignee,
      }),
      output: Added,
      errors: ['call.notFound', 'review.notFound'],
    }),
    sample: write({
      doc: 'Draw recorded calls by chance that were never on the list, and put them there.',
      input: z.strictObject({
        cardId: ReviewId,
        count: z.number().int().min(1).max(200),
        leastTalkMs: DurationMs,
        assignee: Assignee,
      }),
      output: Added,
      errors: ['call.notFound', 'review.notFound'],
    }),
    claim: write({
      doc: 'Take a call to review it.',
      input: TaskRef,
      output: CurrentTask,
      errors: ['review.notFound'],
    }),
    release: write({
      doc: 'Give a call back for whoever takes it.',
      input: TaskRef,
      output: CurrentTask,
      errors: ['review.notFound'],
    }),
    removeTask: write({ doc: 'Take a call off the list.', input: TaskRef, output: Removed }),
    sheet: read({
      doc: 'All scores of a call, with the cards they were given on.',
      input: CallRef,
      output: ScoreSheet,
    }),
    saveScore: write({
      doc: 'Write a score, or a new version of one.',
      input: z.strictObject({
        scoreId: ReviewId,
        callId: CallId,
        taskId: ReviewId.optional(),
        card: RecordHash.describe('The version of the card that was filled in'),
        answers: Answers,
        note: z.string().trim().max(4000),
      }),
      output: CurrentScore,
      errors: ['call.notFound', 'review.notFound'],
    }),
    removeScore: write({
      doc: 'Take a score back; it stays in the record.',
      input: z.strictObject({ scoreId: ReviewId }),
      output: Removed,
    }),
    results: read({
      doc: 'What the scores come to for each agent.',
      input: z.strictObject({ from: UtcMs.optional(), to: UtcMs.optional().describe('Exclusive') }),
      output: z.object({ agents: z.array(AgentResult) }),
    }),
    beginExport: write({
      doc: 'The first line of a file of reviews (docs/review-file.md); goes to the audit log.',
      input: Nothing,
      output: z.object({ head: z.string() }),
    }),
    exportLines: read({
      doc: 'The other lines, a page at a time.',
      input: z.strictObject({ after: z.string().max(64).optional().describe('`next` of the page before') }),
      output: z.object({ lines: z.array(z.string()), next: z.string().optional() }),
    }),
    merge: write({
      doc: 'Put lines of such a file to what is here. Nothing is replaced, so it may be done again at any time.',
      input: z.strictObject({ lines: z.array(z.string().max(40_000)).max(500) }),
      output: z.object({
        added: z.number().int(),
        known: z.number().int(),
        refused: z.number().int().describe('Damaged, changed by hand, or of a newer form'),
      }),
    }),
  },
  {
    changed: event(
      'Something was written or merged.',
      z.object({
        at: UtcMs,
        callId: CallId.optional().describe('Absent: it may be of any call'),
      }),
    ),
  },
)
