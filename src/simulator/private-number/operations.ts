import type { Operation } from '../faults.ts'
import { jsonAnswer } from '../http-answers.ts'
import type { JsonObject } from '../json-shape.ts'
import { type Asked, checkJsonType, type Done } from '../platform.ts'
import type { Recordings } from '../recordings.ts'
import { refusal } from '../refusals.ts'
import { readRecordQuery, readStop } from '../request-rules.ts'
import type { Mode, PrivateNumberApp } from './account.ts'
import { createAx } from './ax/operations.ts'
import { createAxb } from './axb/operations.ts'
import { createAxeLists } from './axe/lists.ts'
import { createAxe } from './axe/operations.ts'
import { createAxyb } from './axyb/operations.ts'
import type { ModeParts, Result } from './mode-parts.ts'
import type { Stores } from './stores.ts'

const MODE_OF: Readonly<Partial<Record<string, Mode>>> = { axb: 'AXB', ax: 'AX', axe: 'AXE', axyb: 'AXYB' }

const BODILESS: readonly Operation[] = [
  ...(['axb.unbind', 'axb.query', 'ax.unbind', 'ax.query', 'axe.unbind', 'axe.query'] as const),
  ...(['axe.list', 'axe.count', 'axyb.unbind', 'axyb.query', 'record'] as const),
]

export type OperationParts = {
  readonly parts: ModeParts
  readonly stores: Stores
  readonly recordings: Recordings
  /** Throws when there is no such call under way. */
  stop(app: PrivateNumberApp, sessionId: string): void
}

/** Every operation of Private Number, judged by its pages. */
export function createOperations({ parts, stores, recordings, stop }: OperationParts) {
  const { settings } = parts.rules
  const axb = createAxb(parts, stores.axb)
  const ax = createAx(parts, stores.ax)
  const axe = createAxe(parts, stores.axe)
  const axeLists = createAxeLists(parts, stores.axe, axe.selected)
  const axyb = createAxyb(parts, stores.axyb, stores.ybParts)

  const answered = ({ fields, unknownFields }: Result): Done => ({
    answer: jsonAnswer(200, { resultcode: '0', resultdesc: 'Success', ...fields }),
    unknownFields,
  })

  function stopped(app: PrivateNumberApp, body: JsonObject): Done {
    const { sessionId, unknownFields } = readStop(body, settings)
    stop(app, sessionId)
    const answer = jsonAnswer(200, { resultcode: '0', resultdesc: 'Success' })
    // The page's example shows JSON under this type (private-number-axb-ax.md 11).
    const headers = { 'Content-Type': 'text/html;charset=UTF-8' }
    const asShown = settings.privateNumber.callStopType === 'html' ? { ...answer, headers } : answer
    return { answer: asShown, sessionId, unknownFields }
  }

  function recordAddress(app: PrivateNumberApp, query: URLSearchParams): Done {
    const { fileName, domain } = readRecordQuery(query, settings)
    const recording = recordings.find(app.appKey, fileName, domain)
    if (recording === undefined) throw refusal('1012007')
    const headers = { Location: recordings.linkTo(recording) }
    return { answer: { status: settings.recordRedirectStatus, headers } }
  }

  /** One application serves one mode: 1010040 (private-number-axb-ax.md 0.2). */
  function checkMode(operation: Operation, app: PrivateNumberApp) {
    if (operation === 'record') return
    const mode = MODE_OF[operation.split('.')[0] ?? '']
    const allowed =
      operation === 'callStop'
        ? settings.privateNumber.callStop === 'all' || app.mode === 'AXYB'
        : mode === app.mode
    if (!allowed) throw refusal('1010040')
  }

  return function perform(operation: Operation, app: PrivateNumberApp, asked: Asked): Done {
    const { query } = asked
    checkMode(operation, app)
    if (app.state === 'frozen') throw refusal('1010029')
    if (BODILESS.includes(operation) && settings.privateNumber.contentTypeOnQuery === 'required') {
      checkJsonType(asked.contentType)
    }
    switch (operation) {
      case 'axb.bind':
        return answered(axb.bind(app, asked.json()))
      case 'axb.unbind':
        return answered(axb.unbind(app, query))
      case 'axb.modify':
        return answered(axb.modify(app, asked.json()))
      case 'axb.query':
        return answered(axb.query(app, query))
      case 'ax.bind':
        return answered(ax.bind(app, asked.json()))
      case 'ax.unbind':
        return answered(ax.unbind(app, query))
      case 'ax.modify':
        return answered(ax.modify(app, asked.json()))
      case 'ax.query':
        return answered(ax.query(app, query))
      case 'ax.callee':
        return answered(ax.setCallee(app, asked.json()))
      case 'axe.bind':
        return answered(axe.bind(app, asked.json()))
      case 'axe.unbind':
        return answered(axe.unbind(app, query))
      case 'axe.modify':
        return answered(axe.modify(app, asked.json()))
      case 'axe.query':
        return answered(axe.query(app, query))
      case 'axe.list':
        return answered(axeLists.list(app, query))
      case 'axe.count':
        return answered(axeLists.count(app, query))
      case 'axyb.bind':
        return answered(axyb.bind(app, query, asked.json()))
      case 'axyb.unbind':
        return answered(axyb.unbind(app, query))
      case 'axyb.query':
        return answered(axyb.query(app, query))
      case 'callStop':
        return stopped(app, asked.json())
      case 'record':
        return recordAddress(app, query)
      default:
        throw refusal('1010040')
    }
  }
}

export type Operations = ReturnType<typeof createOperations>
