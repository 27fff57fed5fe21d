import type { Answer, Card, CardItem, Verdict } from './records.ts'

export type Result = {
  /** 0 to 100; nothing when no item with a weight applied. */
  readonly percent: number | undefined
  /** Texts of the items that fail the whole call. */
  readonly failedBy: readonly string[]
  readonly unanswered: number
}

const SHARE: Readonly<Record<Exclude<Verdict, 'notApplicable'>, number>> = { met: 1, partly: 0.5, missed: 0 }

/**
 * What a filled card comes to. Items that do not apply leave both sides of the share, so that a call without
 * a complaint is not marked down for not handling one. A missed item that fails the call makes it 0.
 */
export function resultOf(card: Pick<Card, 'items'>, answers: readonly Answer[]): Result {
  const byItem = new Map(answers.map((answer) => [answer.itemId, answer.verdict]))
  let whole = 0
  let reached = 0
  let unanswered = 0
  const failedBy: string[] = []
  for (const item of card.items) {
    const verdict = byItem.get(item.id)
    if (verdict === undefined) unanswered += 1
    if (verdict === undefined || verdict === 'notApplicable') continue
    if (item.instantFail && verdict === 'missed') failedBy.push(item.text)
    whole += item.weight
    reached += item.weight * SHARE[verdict]
  }
  const percent = whole === 0 ? undefined : (reached / whole) * 100
  return { percent: failedBy.length > 0 ? 0 : percent, failedBy, unanswered }
}

/** Share of one item in the whole card, in per cent. */
export function shareOf(item: CardItem, items: readonly CardItem[]): number {
  const whole = items.reduce((sum, { weight }) => sum + weight, 0)
  return whole === 0 ? 0 : (item.weight / whole) * 100
}
