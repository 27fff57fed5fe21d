import { checkFields, type FieldRule } from '../../field-rules.ts'
import { fieldOf, isArray, isObject, type JsonObject, textOf } from '../../json-shape.ts'
import { badParameter, Refusal } from '../../refusals.ts'
import { checkUser, type Rules, readUserData, strictnessOf, text } from '../binding-fields.ts'

/** What the customer's server decided about a message that was held (private-number-axb-ax.md 8). */
export type MessageDecision =
  | { readonly kind: 'forward'; readonly to: string; readonly userData?: string }
  | { readonly kind: 'discard'; readonly userData?: string }
  | { readonly kind: 'malformed'; readonly reason: string }

const ACTION_TABLE: readonly FieldRule[] = [
  text('operation', true, 1, 32, /^(vNumberRoute|DiscardMessage)$/),
  { name: 'message', required: false, kind: 'object' },
  text('userData', false, 1, 256),
]
const MESSAGE_TABLE: readonly FieldRule[] = [
  text('called', true, 1, 64),
  text('calling', false, 1, 64),
  text('userData', false, 1, 256),
]

function onlyAction(body: unknown): JsonObject {
  const actions = isObject(body) ? fieldOf(body, 'actions') : undefined
  if (!isArray(actions) || actions.length !== 1) throw badParameter('actions', 'must hold one action')
  const [action] = actions
  if (!isObject(action)) throw badParameter('actions', 'must hold one action')
  return action
}

/** @param calling sender of the message, which the answer must repeat if it names one */
export function readMessageAnswer(body: unknown, calling: string, rules: Rules): MessageDecision {
  try {
    const action = onlyAction(body)
    checkFields(ACTION_TABLE, action, strictnessOf(rules), 'actions[0].')
    const message = isObject(action.message) ? action.message : undefined
    // Where userData stands is not confirmed: in the action or in the message.
    const userData = readUserData(action, 'allowed') ?? (message && readUserData(message, 'allowed'))
    const data = userData !== undefined && { userData }
    if (textOf(action, 'operation') === 'DiscardMessage') return { kind: 'discard', ...data }
    if (message === undefined) throw badParameter('message', 'is missing')
    checkFields(MESSAGE_TABLE, message, strictnessOf(rules), 'message.')
    const to = textOf(message, 'called') ?? ''
    checkUser('called', to)
    const named = textOf(message, 'calling')
    if (named !== undefined && named !== calling) throw badParameter('calling', 'is not the sender')
    return { kind: 'forward', to, ...data }
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'malformed', reason: error.message }
    throw error
  }
}
