import type { Handlers } from '../../contract/index.ts'
import type { UtcMs } from '../../domain/values.ts'
import type { Audit } from '../audit/index.ts'
import { createBatches } from '../batches/index.ts'
import { createBindings } from '../bindings/index.ts'
import type { FileDrop, Shelf } from '../exports/index.ts'
import { createMessages } from '../messages/index.ts'
import type { Platform } from '../platform/index.ts'
import type { ProfileAccess } from '../profiles/index.ts'
import type { Decide, News } from '../receiver/index.ts'
import { createRouting } from '../routing/index.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Sheets } from '../sheets/index.ts'
import type { Store } from '../store/index.ts'
import type { Tasks } from '../tasks/index.ts'

type Topic = 'bindings' | 'batches' | 'routing' | 'messages'

export type Masking = {
  readonly handlers: { readonly [T in Topic]: Handlers<T> }
  /** Answers what the platform asks, from memory. */
  readonly decide: Decide
  /** Tells the screens what a push has brought. */
  onNews(news: News): void
  /** What a stop cut short becomes unknown. */
  recover(): Promise<void>
  close(): Promise<void>
}

/** Private Number as one: the ledger, files of bindings, routing and messages. */
export async function createMasking(options: {
  store: Store
  platform: Platform
  profiles: ProfileAccess
  tasks: Tasks
  audit: Audit['record']
  publish: Publish
  clock: () => UtcMs
  nextRevision: () => number
  language: () => 'zh-CN' | 'en'
  sheets: Sheets
  drop: FileDrop
  shelf: Shelf
  forFiles: (text: string) => string
}): Promise<Masking> {
  const bindings = await createBindings(options)
  const batches = createBatches({ ...options, bindings })
  const routing = await createRouting(options)
  const messages = createMessages(options)
  return {
    handlers: {
      bindings: bindings.handlers,
      batches: batches.handlers,
      routing: routing.handlers,
      messages: messages.handlers,
    },
    decide: routing.decide,
    onNews(news) {
      messages.changed(news.messages)
      if (news.numbersChanged) bindings.numbersChanged()
      if (news.decision !== undefined) routing.decided(news.decision)
    },
    async recover() {
      await bindings.recover()
      await batches.recover()
    },
    async close() {
      bindings.close()
      routing.close()
    },
  }
}
