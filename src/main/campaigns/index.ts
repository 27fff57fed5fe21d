import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Campaign } from '../../contract/campaigns.ts'
import { type ErrorCode, type ErrorParams, Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import type { Call } from '../../domain/calls/index.ts'
import { checkBound } from '../../domain/campaign/index.ts'
import type { CampaignId, SourceId, TaskId, UtcMs } from '../../domain/values.ts'
import type { Audit } from '../audit/index.ts'
import type { Calls } from '../calls/index.ts'
import type { Log } from '../log/index.ts'
import { libraryFor, refuseUnacceptable } from '../notify/index.ts'
import type { Platform } from '../platform/index.ts'
import type { ProfileAccess } from '../profiles/index.ts'
import type { Prompts } from '../prompts/index.ts'
import type { Publish } from '../rpc/event-bus.ts'
import { SheetProblem, type Sheets } from '../sheets/index.ts'
import type { Store } from '../store/index.ts'
import type { TaskHandle, Tasks } from '../tasks/index.ts'
import type { MediaFile } from '../web/page.ts'
import { endEverything } from './end-everything.ts'
import { createEnded, type EndedCampaigns } from './ended.ts'
import { freeze } from './freeze.ts'
import { checkRows, dropRows, importRows, writeRows } from './list-work.ts'
import { createNews } from './news.ts'
import { createRegister, type Kept, shownCampaign } from './register.ts'
import { type Pause, type Runner, SILENT_MS, startRunner } from './runner.ts'
import { mustBe, withFields } from './save.ts'
import { shownRow } from './shown-row.ts'

export type { EndedCampaigns } from './ended.ts'

export type Campaigns = {
  readonly handlers: Handlers<'campaigns'>
  readonly ended: EndedCampaigns
  /** Exports of rows, under `/media/campaignexport/<id>`. */
  mediaFile(kind: string, id: string): Promise<MediaFile | undefined>
  close(): Promise<void>
}

/**
 * One voice notification to everybody on a list. What a campaign is lies in the store; a runner carries it on while
 * it runs. Nothing starts by itself: what ran when the application ended is paused.
 */
export async function createCampaigns(options: {
  store: Store
  platform: Platform
  profiles: ProfileAccess
  prompts: Pick<Prompts, 'at' | 'uploaded'>
  calls: Calls
  sheets: Sheets
  tasks: Tasks
  audit: Audit['record']
  folder: string
  forFiles: (text: string) => string
  publish: Publish
  clock: () => UtcMs
  nextRevision: () => number
  log: Log
  language: () => 'zh-CN' | 'en'
}): Promise<Campaigns> {
  const { store, calls, sheets, tasks, publish, clock } = options
  const register = await createRegister(store, clock)
  const runners = new Map<CampaignId, Runner>()
  const working = new Map<CampaignId, TaskId>()
  const exports = new Map<string, MediaFile>()

  async function shown(id: CampaignId): Promise<Campaign> {
    // Taken before anything is read: what has the higher one has seen every change the lower one has.
    const revision = options.nextRevision()
    const counts = await store.campaignCounts(id)
    const taskId = working.get(id)
    const now = { ...runners.get(id)?.now(), ...(taskId === undefined ? {} : { taskId }) }
    return shownCampaign(register.get(id), counts, { revision, now, language: options.language() })
  }

  const news = createNews(
    async (id) => {
      if (register.find(id) !== undefined) publish({ name: 'campaigns.changed', payload: await shown(id) })
    },
    (campaignId, from, to) => publish({ name: 'campaigns.rowsChanged', payload: { campaignId, from, to } }),
  )

  async function change(id: CampaignId, to: (before: Kept) => Kept): Promise<Campaign> {
    await register.change(id, to)
    news.of(id)
    return shown(id)
  }

  const set =
    (state: Kept['state'], facts: Partial<Kept['facts']> = {}) =>
    (before: Kept): Kept => {
      const { pause: _pause, problem: _problem, ...rest } = before.facts
      return { ...before, state, facts: { ...rest, ...facts } }
    }

  const paused = ({ reason, resultcode, stateCode, until }: Pause) =>
    set('paused', {
      pause: {
        reason,
        since: clock(),
        ...(resultcode === undefined ? {} : { resultcode }),
        ...(stateCode === undefined ? {} : { stateCode }),
        ...(until === undefined ? {} : { until }),
      },
    })

  async function endRun(id: CampaignId, to: (before: Kept) => Kept): Promise<void> {
    const runner = runners.get(id)
    runners.delete(id)
    await runner?.stop()
    if (register.find(id)?.state === 'running') await change(id, to)
  }

  async function run(id: CampaignId): Promise<void> {
    const calling = await store.campaignCalling(id)
    runners.set(
      id,
      startRunner({
        ...options,
        id,
        calling,
        fields: () => register.get(id).fields,
        onPause: (reason) => void endRun(id, paused(reason)),
        onFinished: () => void endRun(id, set('finished', { endedAt: clock() })),
        onNews: (row) => news.of(id, row),
      }),
    )
  }

  async function heard(call: Call): Promise<void> {
    const { campaignId } = call
    if (campaignId === undefined) return
    const runner = runners.get(campaignId)
    const row = runner?.rowOf(call.id) ?? (await store.rowOfCall(call.id))?.row
    runner?.heard(call)
    news.of(campaignId, row)
  }
  calls.onChange((changed) => {
    for (const call of changed) void heard(call).catch(() => undefined)
  })

  async function finishStopping(id: CampaignId): Promise<void> {
    await endEverything(store, calls, id)
    await change(id, set('stopped', { endedAt: clock() }))
  }

  /** An import or check as a task; whatever comes of it, the campaign leaves its state. */
  function work(
    id: CampaignId,
    kind: 'campaignImport' | 'campaignCheck',
    body: (handle: TaskHandle) => Promise<(before: Kept) => Kept>,
  ): void {
    const { name } = register.get(id).fields
    working.set(
      id,
      tasks.start({ kind, params: { name } }, async (handle) => {
        let next = set('draft')
        try {
          next = await body(handle)
          if (handle.signal.aborted) next = set('draft')
        } catch (problem) {
          if (problem instanceof Refusal) next = set('draft', { problem: problemOf(problem) })
          throw problem
        } finally {
          working.delete(id)
          if (register.find(id) !== undefined) await change(id, next)
        }
        return undefined
      }),
    )
    news.of(id)
  }

  // What an end of the application cut short.
  for (const { id, state } of register.all()) {
    if (state === 'running') await register.change(id, paused({ reason: 'restart' }))
    else if (state === 'importing') {
      await dropRows(store, id)
      await register.change(id, (before) => withoutList(set('draft')(before)))
    } else if (state === 'checking') await register.change(id, set('draft'))
    else if (state === 'stopping') await finishStopping(id)
  }
  await dropRows(store, undefined)

  const handlers: Handlers<'campaigns'> = {
    async inspect({ uploadId, sheet }, { signal }) {
      const path = await uploadedFile(options.prompts, uploadId)
      const stop = new AbortController()
      signal.addEventListener('abort', () => stop.abort())
      try {
        const { columns, sheets: names, ...rest } = await sheets.inspect(path, sheet, stop.signal)
        return {
          ...rest,
          sheets: [...names],
          columns: columns.map((column) => ({ ...column, samples: [...column.samples] })),
        }
      } catch (problem) {
        if (problem instanceof SheetProblem) throw new Refusal('list.unreadable', { problem: problem.code })
        throw problem
      }
    },

    async list() {
      return { campaigns: await Promise.all(register.all().map(({ id }) => shown(id))) }
    },
    get: ({ campaignId }) => shown(register.get(campaignId).id),

    async save({ campaignId, fields }) {
      if ((await store.profile(fields.profileId)) === undefined) throw new Refusal('profile.notFound')
      if (register.find(campaignId) === undefined) {
        await register.create(campaignId, fields)
        news.of(campaignId)
        return shown(campaignId)
      }
      const saved = await change(campaignId, (before) => withFields(before, fields))
      runners.get(campaignId)?.changed()
      return saved
    },

    async importList({ campaignId, uploadId, sheet, numberColumn }) {
      mustBe(register.get(campaignId), 'draft', 'checked')
      const path = await uploadedFile(options.prompts, uploadId)
      await register.change(campaignId, (before) => withoutList(set('importing')(before)))
      work(campaignId, 'campaignImport', async (handle) => {
        const list = await importRows(store, sheets, campaignId, { path, how: sheet, numberColumn }, handle)
        return set('draft', {
          list: { fileName: sheet.fileName, columns: [...list.columns], numberColumn },
        })
      })
      return shown(campaignId)
    },

    async check({ campaignId }) {
      const kept = register.get(campaignId)
      mustBe(kept, 'draft', 'checked')
      const { contents, profileId, advice } = kept.fields
      if ((await store.profile(profileId)) === undefined) throw new Refusal('profile.notFound')
      const total = await rowCount(store, campaignId)
      if (total === 0) throw new Refusal('campaign.noRows')
      const library = await libraryFor(options, profileId)
      refuseUnacceptable(checkBound(contents, library, kept.facts.list?.columns.length ?? 0))
      const frozen = contents.map((content) => freeze(content, library))
      await register.change(campaignId, (before) => ({ ...set('checking')(before), contents: frozen }))
      work(campaignId, 'campaignCheck', async (handle) => {
        await checkRows(store, campaignId, { contents: frozen, advice, now: clock(), total }, handle)
        return set('checked', { checkedAt: clock() })
      })
      return shown(campaignId)
    },

    async start({ campaignId }) {
      const kept = register.get(campaignId)
      mustBe(kept, 'checked', 'paused')
      const { profileId, display } = kept.fields
      await options.profiles.ready(profileId, {
        service: 'notification',
        purpose: 'stop',
        displays: [display],
      })
      const counts = await store.campaignCounts(campaignId)
      if (kept.state === 'checked' && !counts.some(isWaiting)) throw new Refusal('campaign.noRows')
      await register.change(campaignId, (before) => {
        mustBe(before, 'checked', 'paused')
        return set('running', { startedAt: before.facts.startedAt ?? clock() })(before)
      })
      await run(campaignId)
      news.of(campaignId)
      return shown(campaignId)
    },

    async pause({ campaignId }) {
      mustBe(register.get(campaignId), 'running')
      await endRun(campaignId, paused({ reason: 'person' }))
      return shown(campaignId)
    },

    async stop({ campaignId }) {
      mustBe(register.get(campaignId), 'checked', 'running', 'paused')
      await register.change(campaignId, set('stopping'))
      news.of(campaignId)
      await endRun(campaignId, (before) => before)
      await finishStopping(campaignId)
      return shown(campaignId)
    },

    async remove({ campaignId }) {
      const kept = register.find(campaignId)
      if (kept === undefined) return { removed: false }
      mustBe(kept, 'draft', 'checked', 'stopped', 'finished')
      const removed = await register.remove(campaignId)
      publish({ name: 'campaigns.removed', payload: { campaignId } })
      void dropRows(store, undefined).catch(() => undefined)
      return { removed }
    },

    async rows({ campaignId, filter, after, limit }) {
      register.get(campaignId)
      const page = await store.campaignRows({ id: campaignId, filter, after, limit: limit + 1 })
      return { rows: page.slice(0, limit).map(shownRow), more: page.length > limit }
    },

    async row({ campaignId, row }) {
      register.get(campaignId)
      const found = await store.campaignRow(campaignId, row)
      if (found === undefined) throw new Refusal('row.notFound')
      return { row: shownRow(found.row), attempts: found.attempts }
    },

    async settle({ campaignId, row, verdict }) {
      register.get(campaignId)
      const found = await store.campaignRow(campaignId, row)
      if (found === undefined) throw new Refusal('row.notFound')
      const last = found.attempts.at(-1)
      if (last === undefined) throw new Refusal('call.notUnknown')
      if (found.row.state === 'unknown') await calls.settle(last.callId, verdict)
      else if (found.row.state === 'calling' && verdict === 'placed' && clock() - last.at > SILENT_MS) {
        await store.giveUpAttempt(last.callId)
      } else throw new Refusal('call.notUnknown')
      const after = await store.campaignRow(campaignId, row)
      // It can be called again, when a person lets the campaign go on.
      if (after?.row.state === 'waiting' && register.get(campaignId).state === 'finished') {
        await register.change(campaignId, paused({ reason: 'person' }))
      }
      news.of(campaignId, row)
      return shownRow((after ?? found).row)
    },

    async exportRows({ campaignId, filter, format, language }) {
      const { fields, facts } = register.get(campaignId)
      const id = randomUUID()
      const path = join(options.folder, `${id}.${format}`)
      const columns = facts.list?.columns ?? []
      const wording = { language, forFiles: options.forFiles }
      const taskId = tasks.start(
        { kind: 'campaignExport', params: { name: fields.name } },
        async (handle) => {
          const from = { id: campaignId, filter, columns }
          const rows = await writeRows(store, sheets, from, { path, format, wording }, handle)
          await options.audit({
            action: 'export.made',
            subject: campaignId,
            params: { kind: 'campaign', rows, format },
          })
          exports.set(id, { path, type: EXPORT_TYPES[format] })
          return { resultPath: `/media/campaignexport/${id}` }
        },
      )
      return { taskId }
    },
  }

  return {
    handlers,
    ended: createEnded(store, register, (campaignId) =>
      publish({ name: 'campaigns.removed', payload: { campaignId } }),
    ),
    mediaFile: async (kind, id) => (kind === 'campaignexport' ? exports.get(id) : undefined),
    async close() {
      news.close()
      await Promise.all([...runners.values()].map((runner) => runner.stop()))
    },
  }
}

const EXPORT_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

const isWaiting = ({ kind, value, n }: { kind: string; value: string; n: number }): boolean =>
  kind === 'state' && value === 'waiting' && n > 0

async function rowCount(store: Store, id: CampaignId): Promise<number> {
  const states = (await store.campaignCounts(id)).filter(({ kind }) => kind === 'state')
  return states.reduce((sum, { n }) => sum + n, 0)
}

function withoutList(kept: Kept): Kept {
  const { list: _list, checkedAt: _checked, ...facts } = kept.facts
  return { ...kept, facts }
}

const problemOf = ({ code, params }: Refusal): { code: ErrorCode; params: ErrorParams } => ({ code, params })

async function uploadedFile(prompts: Pick<Prompts, 'uploaded'>, id: SourceId): Promise<string> {
  const path = await prompts.uploaded(id)
  if (path === undefined) throw new Refusal('upload.notFound')
  return path
}
