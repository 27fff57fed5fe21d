import { afterEach, describe, expect, it, vi } from 'vitest'
import { Template, type TemplateFields } from '../../contract/templates.ts'
import { isProfileId, isTemplateId, must } from '../../domain/values.ts'
import { type Desk, PROFILE, Refused, wholeApp, withProfile } from '../testing/whole-app.ts'

const { desk: openDesk, newDataDir } = wholeApp()
const ID = must('template-under-test', isTemplateId, 'template id')
const NOWHERE = must('template-that-is-not', isTemplateId, 'template id')
const FIELDS: TemplateFields = { title: '取件通知', content: '您好，您的快递已到${TXT_20}，取件码${NUM_6}。' }
/** A Tuesday in Beijing. */
const TUESDAY = Date.parse('2026-11-17T10:00:00+08:00')

afterEach(() => {
  vi.useRealTimers()
})

const told = (desk: Desk) =>
  desk.events.filter(({ name }) => name === 'templates.changed').map(({ payload }) => Template.parse(payload))

const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof Refused ? thrown.error.code : String(thrown)),
  )

async function deskWithTemplate(fields = FIELDS): Promise<Desk> {
  const desk = await openDesk()
  await withProfile(desk, 'http://127.0.0.1:9')
  await desk.client.templates.save({ templateId: ID, fields })
  return desk
}

describe('voice templates', () => {
  it('are kept as written, with what is wrong with them, over a restart', async () => {
    const dataDir = newDataDir()
    const first = await openDesk(dataDir)
    expect(await first.client.templates.list({})).toMatchObject({ templates: [] })
    const fields = { ...FIELDS, content: 'Hello ${txt_5}', scene: '物流', platformTemplateId: 'a1b2c3' }
    const saved = await first.client.templates.save({ templateId: ID, fields })
    expect(saved).toMatchObject({ ...fields, id: ID, bytes: 14, reviews: [] })
    expect(saved.findings.map(({ code }) => code)).toEqual(['firstNotChinese', 'variableWriting', 'latin'])
    expect(saved.findings[1]).toMatchObject({ offset: 6, length: 8, mend: '${TXT_5}' })
    expect(told(first)).toEqual([saved])
    await first.close()

    const second = await openDesk(dataDir)
    const { templates, revision } = await second.client.templates.list({})
    expect(templates).toEqual([{ ...saved, revision }])
    expect(revision).toBeGreaterThan(saved.revision)
  })

  it('lose what is left out of a change', async () => {
    const desk = await deskWithTemplate({ ...FIELDS, scene: '物流' })
    const changed = await desk.client.templates.save({ templateId: ID, fields: FIELDS })
    expect(changed.scene).toBeUndefined()
    expect(changed.findings).toEqual([])
  })

  it('are had back after removal as they were, and not by a late save', async () => {
    const desk = await deskWithTemplate()
    const { client } = desk
    await client.templates.setReview({ templateId: ID, profileId: PROFILE, state: 'passed' })
    expect(await client.templates.remove({ templateId: ID })).toEqual({ removed: true })
    expect(await client.templates.remove({ templateId: ID })).toEqual({ removed: false })
    expect(desk.events.filter(({ name }) => name === 'templates.removed')).toMatchObject([
      { payload: { templateId: ID } },
    ])
    expect((await client.templates.list({})).templates).toEqual([])
    expect(await codeOf(client.templates.get({ templateId: ID }))).toBe('template.notFound')
    expect(await codeOf(client.templates.save({ templateId: ID, fields: FIELDS }))).toBe('template.notFound')
    const back = await client.templates.restore({ templateId: ID })
    expect(back).toMatchObject({ ...FIELDS, reviews: [{ profileId: PROFILE, state: 'passed' }] })
    expect((await client.templates.list({})).templates).toHaveLength(1)
  })

  it('that are not there are said to be so', async () => {
    const { templates } = (await deskWithTemplate()).client
    const review = { profileId: PROFILE, state: 'passed' } as const
    expect(await codeOf(templates.get({ templateId: NOWHERE }))).toBe('template.notFound')
    expect(await codeOf(templates.restore({ templateId: NOWHERE }))).toBe('template.notFound')
    expect(await codeOf(templates.setReview({ templateId: NOWHERE, ...review }))).toBe('template.notFound')
    expect(await templates.remove({ templateId: NOWHERE })).toEqual({ removed: false })
  })
})

describe('the review of a voice template', () => {
  it('goes step by step, is due after a working day, and begins anew with another content', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: TUESDAY })
    const desk = await deskWithTemplate()
    const { templates } = desk.client
    const step = (state: 'prepared' | 'inReview' | 'refused' | 'passed', note?: string) => {
      vi.setSystemTime(Date.now() + 60_000)
      return templates.setReview({
        templateId: ID,
        profileId: PROFILE,
        state,
        ...(note === undefined ? {} : { note }),
      })
    }
    await step('prepared')
    const { reviews } = await step('inReview')
    expect(reviews).toEqual([
      {
        profileId: PROFILE,
        state: 'inReview',
        since: TUESDAY + 120_000,
        due: TUESDAY + 120_000 + 86_400_000,
      },
    ])
    await step('refused', '缺少企业名称')
    const content = `${FIELDS.content}【鹿鸣快递】`
    expect((await templates.save({ templateId: ID, fields: { ...FIELDS, content } })).reviews).toEqual([])
    const passed = await step('passed')
    expect(passed.reviews).toMatchObject([{ state: 'passed' }])
    expect(told(desk).at(-1)).toEqual(passed)

    const { history, template } = await templates.get({ templateId: ID })
    expect(template).toEqual({ ...passed, revision: template.revision })
    expect(history.map(({ state, version, note }) => [state, version === content, note])).toEqual([
      ['passed', true, undefined],
      ['refused', false, '缺少企业名称'],
      ['inReview', false, undefined],
      ['prepared', false, undefined],
    ])

    // The first content has its review still.
    const back = await templates.save({ templateId: ID, fields: FIELDS })
    expect(back.reviews).toMatchObject([{ state: 'refused', note: '缺少企业名称' }])
  })

  it('is noted once however often the same step is told', async () => {
    const { templates } = (await deskWithTemplate()).client
    const step = { templateId: ID, profileId: PROFILE, state: 'refused', note: '缺少企业名称' } as const
    const once = await templates.setReview(step)
    expect((await templates.setReview(step)).reviews).toEqual(once.reviews)
    await templates.setReview({ ...step, note: '另有原因' })
    expect((await templates.get({ templateId: ID })).history).toHaveLength(2)
  })

  it('cannot begin while the platform would refuse the content, but what the platform said can be noted', async () => {
    const { templates } = (await deskWithTemplate({ ...FIELDS, content: '您好${TXT}' })).client
    const step = (state: 'prepared' | 'uploaded' | 'inReview' | 'passed' | 'refused') =>
      codeOf(templates.setReview({ templateId: ID, profileId: PROFILE, state }))
    for (const state of ['prepared', 'uploaded', 'inReview'] as const) {
      expect(await step(state)).toBe('template.notAcceptable')
    }
    expect(await step('refused')).toBe('done')
    expect(await step('passed')).toBe('done')
  })

  it('belongs to a profile that is there', async () => {
    const { templates } = (await deskWithTemplate()).client
    const profileId = must('profile-that-is-not', isProfileId, 'profile id')
    expect(await codeOf(templates.setReview({ templateId: ID, profileId, state: 'passed' }))).toBe(
      'profile.notFound',
    )
  })
})
