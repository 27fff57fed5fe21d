export {
  type MessageEvent,
  type NumberReport,
  type NumberState,
  numberState,
  type SmsAnswered,
  type SmsNotice,
} from './events.ts'
export type { Message, MessageState } from './message.ts'
export { reduceMessage } from './reduce.ts'
