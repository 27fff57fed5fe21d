import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import type { Sent } from '../../contract/notify.ts'
import type { CallRequested } from '../../domain/calls/index.ts'
import { isPromptName } from '../../domain/prompt/index.ts'
import type { UtcMs } from '../../domain/values.ts'
import { type Calls, pushFields } from '../calls/index.ts'
import type { Platform } from '../platform/index.ts'
import type { Prompts } from '../prompts/index.ts'
import type { Store } from '../store/index.ts'
import { createCodes, newCode, withoutCode } from './codes.ts'
import { libraryFor, playInfoList, toSend } from './said.ts'

export { libraryFor, playInfoList, refuseUnacceptable } from './said.ts'

const RECENT = 50

/** Notifications and verification codes that a person sends one by one; each is sent at most once. */
export function createNotify(options: {
  store: Store
  platform: Platform
  prompts: Pick<Prompts, 'at'>
  calls: Calls
  clock: () => UtcMs
}): Handlers<'notify'> {
  const { store, platform, calls } = options
  const codes = createCodes(options.clock)

  return {
    async send({ requestId, profileId, callee, display, contents }) {
      const sent = toSend(contents, await libraryFor(options, profileId))
      return calls.place(profileId, {
        requestId,
        need: { service: 'notification', purpose: 'dial', displays: [display] },
        first: (at) => ({
          kind: 'notifyRequested',
          at,
          requestId,
          profileId,
          callee,
          display,
          contents: sent,
        }),
        send: (account, { userData, push }) =>
          platform.placeNotification(account, {
            displayNbr: display,
            calleeNbr: callee,
            playInfoList: playInfoList(sent),
            returnIdlePort: 'true',
            userData,
            ...pushFields(push),
          }),
      })
    },

    async sendCode({ requestId, profileId, callee, display, code, options: said }) {
      const { before, after, times } = said
      for (const name of [before, after]) {
        if (name !== undefined && !isPromptName(name)) {
          throw new Refusal('notify.notAcceptable', { finding: 'promptName', name })
        }
      }
      const spoken = code.kind === 'given' ? code.code : newCode(code.digits)
      return calls.place(profileId, {
        requestId,
        need: { service: 'verification', purpose: 'dial', displays: [display] },
        first: (at) => ({
          kind: 'codeRequested',
          at,
          requestId,
          profileId,
          callee,
          display,
          digits: spoken.length,
          options: said,
        }),
        send: async (account, { callId, userData, push }) => {
          codes.keep(callId, spoken)
          const outcome = await platform.placeCode(account, {
            displayNbr: display,
            calleeNbr: callee,
            // Chinese is the only language there is (voice-call.md §4).
            languageType: 2,
            preTone: before,
            verifyCode: spoken,
            ...(after === undefined ? {} : { posTone: after }),
            times,
            returnIdlePort: 'true',
            userData,
            ...pushFields(push),
          })
          return withoutCode(outcome, spoken)
        },
      })
    },

    code({ callId }) {
      const code = codes.of(callId)
      return code === undefined ? {} : { code }
    },

    async sent({ callId }) {
      if ((await store.call(callId)) === undefined) throw new Refusal('call.notFound')
      const sent = sentWith(await store.requestOfCall(callId))
      return sent === undefined ? {} : { sent }
    },

    async recent() {
      return { calls: await store.sentOneByOne(RECENT) }
    },
  }
}

function sentWith(request: CallRequested | undefined): Sent | undefined {
  switch (request?.kind) {
    case 'notifyRequested':
      return {
        kind: 'notification',
        contents: request.contents.map((content) =>
          content.kind === 'prompt' ? content : { ...content, values: [...content.values] },
        ),
      }
    case 'codeRequested':
      return { kind: 'verification', digits: request.digits, options: request.options }
    default:
      return undefined
  }
}
