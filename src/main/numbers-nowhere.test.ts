import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { BindTerms } from '../contract/binding-terms.ts'
import { groupNumber, nationalDigits } from '../domain/phone/index.ts'
import { isBatchId, isUploadId, must } from '../domain/values.ts'
import { act, e164, maskingProfile } from './testing/masking-desk.ts'
import { filesHolding, filesUnder, holdsSecret } from './testing/planted-secret.ts'
import { until, wholeApp } from './testing/whole-app.ts'

const { desk: openDesk, simulator: openSimulator } = wholeApp()

const A = e164('+8613847110011')
const B = e164('+8613947110022')
const STRANGER = e164('+8613747110033')
const TEXT = 'Planted words of a message 4711'
const SOON_MS = 400

/** Ways in which a number may be written. */
const written = (number: string) => [nationalDigits(number), groupNumber(number)]

it('numbers and messages of bindings stand in full in no log, no error and no audit entry', async () => {
  const simulator = await openSimulator()
  const desk = await openDesk(undefined, SOON_MS)
  const { client, dataDir } = desk
  const { profileId, app, x } = await maskingProfile(desk, simulator, 'axb')
  const ofX = await maskingProfile(desk, simulator, 'x')
  const planted = [...[A, B, STRANGER, x, ofX.x].flatMap(written), TEXT]
  const terms: BindTerms = {
    mode: 'axb',
    a: A,
    b: B,
    x: { by: 'number', number: x },
    direction: 'both',
    lifeS: 0,
    record: false,
    maxDurationMinutes: 0,
    sms: true,
  }
  const bind = (more: object = {}) =>
    client.bindings.bind({ requestId: act(), profileId, terms: { ...terms, ...more } })

  // What goes well: bound, called, written to, changed, unbound.
  const { id: bindingId } = await bind()
  simulator.dial({ appKey: app.appKey, from: A, to: x })
  simulator.sms({ appKey: app.appKey, from: A, to: x, text: TEXT })
  simulator.dial({ appKey: ofX.app.appKey, from: STRANGER, to: ofX.x })
  await simulator.advance(300)
  await until('the pushes are in', async () => {
    const { messages } = await client.messages.list({ filter: {}, limit: 5 })
    const { calls } = await client.history.search({ filter: {}, limit: 5 })
    return messages.length === 1 && calls.length === 2
  })
  await client.bindings.modify({ bindingId, change: { mode: 'axb', maxDurationMinutes: 5 } })

  // What does not: refused here, refused there, lost, misunderstood, nonsense.
  const refused = [
    () => bind(),
    () => bind({ a: B }),
    () =>
      desk.app.dispatch('bindings.bind', JSON.stringify({ terms: { ...terms, a: `${A}x` }, [B]: TEXT }), {
        signal: new AbortController().signal,
      }),
    () => desk.app.dispatch(`bindings.${A}`, TEXT, { signal: new AbortController().signal }),
    async () => {
      simulator.addFault({ operation: 'axb.modify', kind: 'resultcode', code: '1012012' })
      await client.bindings.modify({ bindingId, change: { mode: 'axb', a: STRANGER } })
    },
    async () => {
      simulator.addFault({ operation: 'axb.modify', kind: 'garbled' })
      await client.bindings.modify({ bindingId, change: { mode: 'axb', b: STRANGER } })
    },
    async () => {
      simulator.addFault({ operation: 'axb.unbind', kind: 'dropBefore' })
      await client.bindings.unbind({ bindingId })
    },
    async () => {
      simulator.addFault({ operation: 'axb.query', kind: 'cutMid' })
      await client.bindings.refresh({ bindingId })
    },
  ]
  const outcomes = []
  for (const one of refused) {
    const [outcome] = await Promise.allSettled([one()])
    outcomes.push(outcome.status === 'rejected' ? String(outcome.reason) : outcome.value)
  }
  expect(outcomes.every((one) => typeof one === 'string' || 'ok' in (one ?? {}))).toBe(true)
  simulator.addFault({ operation: 'axb.query', kind: 'resultcode', code: '1012012', times: 0 })
  await client.bindings.reconcile({ profileId })
  const compared = async () => (await client.bindings.reconciliations({})).reconciliations[0]
  await until('the comparison is over', async () => (await compared())?.state !== 'running')
  simulator.clearFaults()

  // Pushes that cannot be read, and one that nobody has signed.
  const { address } = await client.receiver.status({})
  const token = (await client.profiles.list({})).profiles.find(({ id }) => id === profileId)?.push?.status
  for (const to of [token ?? '', `${address}/p/${A}/status`]) {
    await fetch(to, { method: 'POST', body: JSON.stringify({ eventType: A, smsEvent: TEXT, called: B }) })
  }

  // A file of bindings, one row of which is refused.
  const fileId = must('numbers-under-test', isUploadId, 'upload id')
  const batchId = must('numbers-under-test', isBatchId, 'batch id')
  mkdirSync(join(dataDir, 'imports'), { recursive: true })
  writeFileSync(join(dataDir, 'imports', fileId), `A,B,X\n${STRANGER},${A},${x}\n${B}x,${A},${x}\n`)
  await client.batches.create({
    batchId,
    profileId,
    fileId,
    fileName: `${A}.csv`,
    mapping: { a: 0, b: 1, x: 2 },
    defaults: {
      mode: 'axb',
      x: { by: 'city', areaCode: '0755', match: 'loose' },
      direction: 'both',
      lifeS: 0,
      record: false,
      maxDurationMinutes: 0,
    },
  })
  const stateOf = async () => (await client.batches.get({ batchId })).state
  await until('the rows are read', async () => (await stateOf()) === 'checked')
  await client.batches.start({ requestId: act(), batchId })
  await until('it is done', async () => (await stateOf()) === 'done')
  await client.batches.undo({ requestId: act(), batchId })
  await until('it is undone', async () => (await stateOf()) === 'undone')

  const { entries } = await client.audit.list({ limit: 200 })
  expect(new Set(entries.map(({ action }) => action))).toEqual(
    new Set(['binding.bound', 'binding.changed', 'binding.unbound', 'batch.bound', 'batch.undone']),
  )
  expect(entries.find(({ action }) => action === 'binding.bound')).toMatchObject({
    subject: bindingId,
    params: { mode: 'axb', a: '+86138****0011', b: '+86139****0022', state: 'active' },
  })
  await desk.close()

  const errors = desk.replies.filter((reply) => reply.startsWith('{"ok":false'))
  expect(errors.length).toBeGreaterThan(5)
  const logs = filesUnder(join(dataDir, 'logs'))
  expect(logs.map((path) => readFileSync(path, 'utf8')).join('')).toContain('receiver.')
  const told = JSON.stringify([errors, outcomes, entries, (await openAgain()).entries])
  for (const one of planted) {
    // It is there to be found: the ledger keeps it.
    if (!one.includes(' ') || one === TEXT) expect(filesHolding(dataDir, one)).not.toEqual([])
    expect(filesHolding(join(dataDir, 'logs'), one), one).toEqual([])
    expect(holdsSecret(told, one), one).toBe(false)
  }

  async function openAgain() {
    const again = await openDesk(dataDir)
    const { entries } = await again.client.audit.list({ limit: 200 })
    expect(await again.client.audit.verify({})).toMatchObject({ entries: entries.length })
    return { entries }
  }
}, 90_000)
