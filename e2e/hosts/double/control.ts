import { z } from 'zod'
import { recordedApp } from './app.ts'
import { deliver } from './ipc.ts'
import { recordedSchemes } from './protocol.ts'
import { decide } from './session.ts'
import { recordedOutside } from './shell.ts'
import { BrowserWindow } from './window.ts'

const Frame = z.object({
  url: z.string(),
  parent: z.object({ url: z.string(), parent: z.null() }).nullable(),
})

/** What a test may ask the double, over the process's own message channel. */
export const Question = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('report'), id: z.number() }),
  z.object({
    ask: z.literal('permission'),
    id: z.number(),
    permission: z.string(),
    url: z.string(),
    media: z.array(z.string()).optional(),
  }),
  /** An IPC call as if it came from that frame; `null` is a frame that has gone. */
  z.object({ ask: z.literal('forge'), id: z.number(), frame: Frame.nullable(), operation: z.string() }),
])
export type Question = z.output<typeof Question>

async function answerTo(question: Question): Promise<unknown> {
  switch (question.ask) {
    case 'report':
      return {
        app: recordedApp(),
        schemes: recordedSchemes(),
        outside: recordedOutside(),
        windows: BrowserWindow.getAllWindows().map(({ options, focused, shown }) => ({
          options,
          focused,
          shown,
        })),
      }
    case 'permission':
      return decide(question.permission, question.url, question.media)
    case 'forge':
      return deliver('invoke', 'rpc', { sender: { id: 1 }, senderFrame: question.frame }, [
        question.operation,
        '{}',
      ])
  }
}

/** Answers questions without keeping the process alive for them. */
export function listen(): void {
  process.on('message', (message) => {
    const question = Question.parse(message)
    answerTo(question).then((answer) => process.send?.({ id: question.id, answer }))
  })
  process.channel?.unref()
}
