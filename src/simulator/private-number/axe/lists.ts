import { checkFields, type FieldRule } from '../../field-rules.ts'
import type { JsonObject } from '../../json-shape.ts'
import { badParameter, refusal } from '../../refusals.ts'
import type { PrivateNumberApp } from '../account.ts'
import { queryFields, strictnessOf, text } from '../binding-fields.ts'
import type { Bindings } from '../bindings.ts'
import type { ModeParts, Result } from '../mode-parts.ts'
import type { AxeBinding } from './binding.ts'
import { axeItem, SELECTION_TABLE } from './operations.ts'

const LIMIT = text('limit', false, 1, 9, /^[0-9]+$/)
const DEFAULT_LIMIT = 50
const FIRST_CURSOR = '0000000000000_0'

/** private-number-axe-axyb-x.md 2.5. */
const LIST_TABLE: readonly FieldRule[] = [
  ...SELECTION_TABLE,
  text('cursor', false, 15, 34, /^\d{13}_\d{1,20}$/),
  LIMIT,
]
const COUNT_TABLE: readonly FieldRule[] = [
  text('number', false, 1, 32),
  text('cursor', false, 1, 20, /^[0-9]+$/),
  LIMIT,
]

const limitOf = (value: string | undefined): number => {
  const limit = Number(value ?? DEFAULT_LIMIT)
  if (limit < 1 || limit > 100) throw badParameter('limit', 'is out of range')
  return limit
}

/** Order of the pages: time of binding, then its place among those of one moment. */
const cursorOf = (binding: AxeBinding, place: number): string =>
  `${String(Math.floor(binding.boundAt)).padStart(13, '0')}_${place + 1}`

/** Query v2.0 and bind count. Their answers are not in the pages: fields are named by the options. */
export function createAxeLists(
  parts: ModeParts,
  bindings: Bindings<AxeBinding>,
  selected: (app: PrivateNumberApp, fields: Readonly<Record<string, string>>) => AxeBinding,
) {
  const { rules, log, numbers } = parts
  const choices = rules.settings.privateNumber
  const strict = strictnessOf(rules)

  function list(app: PrivateNumberApp, query: URLSearchParams): Result {
    const fields = queryFields(query)
    const unknownFields = checkFields(LIST_TABLE, fields, strict)
    const limit = limitOf(fields.limit)
    const { virtualNum, extendNum, subscriptionId } = fields
    const named = (subscriptionId ?? '') !== '' || extendNum !== undefined
    if (named) return answer([selected(app, fields)], undefined, unknownFields)
    if (virtualNum === undefined) throw badParameter('virtualNum', 'or subscriptionId is missing')
    if (numbers.find(app, virtualNum) === undefined) throw refusal('1012001')
    const [after = '0', place = '0'] = (fields.cursor ?? FIRST_CURSOR).split('_')
    const all = bindings.on(app.appKey, virtualNum)
    const from = after === '0000000000000' ? 0 : Number(place)
    const page = all.slice(from, from + limit)
    if (page.length === 0 && from === 0) throw refusal(choices.unknownBinding)
    const last = page.at(-1)
    const more = last !== undefined && from + page.length < all.length
    return answer(page, more ? cursorOf(last, from + page.length - 1) : undefined, unknownFields)
  }

  const answer = (
    page: readonly AxeBinding[],
    cursor: string | undefined,
    unknownFields: readonly string[],
  ): Result => ({
    unknownFields,
    fields: {
      [choices.axeListField]: page.map(axeItem),
      ...(cursor !== undefined && { [choices.axeCursorField]: cursor }),
    },
  })

  /** How often each X was bound. */
  function count(app: PrivateNumberApp, query: URLSearchParams): Result {
    const fields = queryFields(query)
    const unknownFields = checkFields(COUNT_TABLE, fields, strict)
    const itemOf = (number: string): JsonObject => ({ number, bindCount: log.onNumber(app.appKey, number) })
    if (fields.number !== undefined) {
      if (numbers.find(app, fields.number) === undefined) throw refusal('1012001')
      return { unknownFields, fields: { [choices.axeCountField]: [itemOf(fields.number)] } }
    }
    const from = Number(fields.cursor ?? 0)
    const page = app.numbers.slice(from, from + limitOf(fields.limit))
    const next = from + page.length
    return {
      unknownFields,
      fields: {
        [choices.axeCountField]: page.map(({ number }) => itemOf(number)),
        ...(next < app.numbers.length && { nextCursor: String(next) }),
      },
    }
  }

  return { list, count }
}
