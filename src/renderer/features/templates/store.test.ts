import { describe, expect, it } from 'vitest'
import { createClient } from '../../../contract/client.ts'
import type { Template } from '../../../contract/templates.ts'
import { isTemplateId, must } from '../../../domain/values.ts'
import { createTemplatesStore } from './store.ts'
import { templateOf } from './testing/templates.ts'

const A = must('template-a', isTemplateId, 'template id')

/** @param answer what main says; called with the name of the operation and its input */
function storeOver(answer: (name: string, input: unknown) => unknown) {
  const asked: string[] = []
  let ids = 0
  const store = createTemplatesStore({
    client: createClient(async (_kind, name, input) => {
      asked.push(name)
      return answer(name, input)
    }),
    language: () => 'en',
    newId: () => {
      ids += 1
      return `template-${ids}`
    },
  })
  return { asked, now: () => store.getState() }
}

const listOf = (...templates: Template[]) => ({ revision: 1, templates })

describe('what was typed of a template', () => {
  it('stays until it is kept, and is nothing once it is as it was', async () => {
    const { now } = storeOver(() => listOf(templateOf(A, 1)))
    await now().load()
    now().edit(A, { title: 'Other' })
    expect(now().drafts.get(A)?.title).toBe('Other')
    now().edit(A, { title: '取件通知' })
    expect(now().drafts.has(A)).toBe(false)
  })

  it('stays when keeping it fails', async () => {
    const { now } = storeOver((name) => {
      if (name === 'templates.list') return listOf(templateOf(A, 1))
      throw new Error('no')
    })
    await now().load()
    now().edit(A, { content: '您好${TXT}' })
    await expect(now().save(A)).rejects.toThrow('no')
    expect(now().drafts.get(A)?.content).toBe('您好${TXT}')
  })

  it('stays when it was typed while an earlier text was being kept', async () => {
    let kept: (() => void) | undefined
    const { now } = storeOver((name) =>
      name === 'templates.list'
        ? listOf(templateOf(A, 1))
        : new Promise((done) => {
            kept = () => done(templateOf(A, 2, 'First'))
          }),
    )
    await now().load()
    now().edit(A, { title: 'First' })
    const saving = now().save(A)
    now().edit(A, { title: 'Second' })
    kept?.()
    await saving
    expect(now().list).toEqual([templateOf(A, 2, 'First')])
    expect(now().drafts.get(A)?.title).toBe('Second')
  })

  it('is not sent while a field is wrong', async () => {
    const { now, asked } = storeOver(() => listOf(templateOf(A, 1)))
    await now().load()
    now().edit(A, { title: '' })
    await now().save(A)
    expect(asked).toEqual(['templates.list'])
  })
})

describe('a new template', () => {
  it('that is blank is taken up again, one that has a text is not', () => {
    const { now } = storeOver(() => listOf())
    const first = now().create()
    expect(now().create()).toBe(first)
    now().edit(first, { content: '您好' })
    expect(now().create()).not.toBe(first)
    now().leave(first)
    expect(now().drafts.has(first)).toBe(true)
    now().discard(first)
    expect(now().drafts.has(first)).toBe(false)
  })

  it('that is left blank is forgotten', () => {
    const { now } = storeOver(() => listOf())
    const id = now().create()
    now().leave(id)
    expect(now().drafts.size).toBe(0)
  })
})

describe('a template that is removed', () => {
  it('can be had back under its title', async () => {
    const { now } = storeOver((name) => {
      if (name === 'templates.list') return listOf(templateOf(A, 1))
      return name === 'templates.remove' ? { removed: true } : templateOf(A, 3)
    })
    await now().load()
    await now().remove(templateOf(A, 1))
    expect(now().list).toEqual([])
    expect(now().removed.get(A)).toBe('取件通知')
    await now().restore(A)
    expect(now().list).toHaveLength(1)
    expect(now().removed.has(A)).toBe(false)
  })

  it('elsewhere while the list is on its way does not come back with it', async () => {
    const answers: ((list: unknown) => void)[] = []
    const { now } = storeOver(() => new Promise((done) => answers.push(done)))
    const first = now().load()
    now().apply({ name: 'templates.removed', payload: { templateId: A } })
    answers[0]?.(listOf(templateOf(A, 1)))
    await first
    expect(answers).toHaveLength(2)
    answers[1]?.(listOf())
    await expect.poll(() => now().phase).toBe('ready')
    expect(now().list).toEqual([])
  })
})

it('keeps the values that variables were tried with, each in its place', () => {
  const { now } = storeOver(() => listOf())
  now().tryValue(A, 1, '12')
  expect(now().trials.get(A)).toEqual(['', '12'])
  now().tryValue(A, 0, '王女士')
  expect(now().trials.get(A)).toEqual(['王女士', '12'])
})
