import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isE164, isSourceId, must } from '../../domain/values.ts'
import { createAudit } from '../audit/index.ts'
import { createSheets } from '../sheets/index.ts'
import { T0, time } from '../store/testing/events.ts'
import { scratchStore } from '../store/testing/scratch.ts'
import { createContacts } from './index.ts'

const { dataDir, store } = scratchStore()
const never = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined }
const zh = { signal: never, language: 'zh-CN' } as const
const upload = must('upload-0001', isSourceId, 'source')
const number = (text: string) => must(text, isE164, 'number')

/** Node decodes GBK and does not encode it: the two bytes of each character are looked up. */
function inGbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gbk')
  const bytesOf = new Map<string, number[]>()
  for (let high = 0x81; high < 0xff; high += 1) {
    for (let low = 0x40; low < 0xff; low += 1)
      bytesOf.set(decoder.decode(new Uint8Array([high, low])), [high, low])
  }
  return new Uint8Array(
    [...text].flatMap((one) => (one < '\u0080' ? [one.charCodeAt(0)] : (bytesOf.get(one) ?? []))),
  )
}

async function desk() {
  const file = join(dataDir(), 'uploaded')
  const opened = await store()
  const clock = () => time(T0)
  const audit = createAudit({ store: opened, publish: () => undefined, clock })
  const contacts = createContacts({
    store: opened,
    sheets: createSheets(),
    folder: dataDir(),
    uploaded: async () => file,
    audit: audit.record,
    forFiles: (text) => text,
    publish: () => undefined,
    clock,
    nextRevision: () => 1,
  })
  return {
    contacts,
    async take(name: string, bytes: Uint8Array | string) {
      await writeFile(file, bytes)
      return contacts.handlers.importFile({ uploadId: upload, fileName: name }, zh)
    },
    names: async (...numbers: string[]) =>
      (await contacts.handlers.names({ numbers: numbers.map(number) }, zh)).names.map(({ name }) => name),
  }
}

describe('contacts', () => {
  it('come from tables in GBK with Chinese headings, and a second time change nothing', async () => {
    const { take, names, contacts } = await desk()
    const csv = inGbk(
      '姓名,手机,公司\r\n张三,138 0000 0001,远航物流\r\n李四,13900000002;0755-28000111,\r\n无号,,\r\n',
    )
    expect(await take('通讯录.csv', csv)).toEqual({ added: 2, updated: 0, unchanged: 0, skipped: 1 })
    expect(await take('通讯录.csv', csv)).toEqual({ added: 0, updated: 0, unchanged: 2, skipped: 1 })
    expect(await names('+8613800000001', '+8675528000111')).toEqual(['张三', '李四'])
    expect((await contacts.handlers.list({ text: '航', limit: 9 }, zh)).contacts).toHaveLength(1)
    expect((await contacts.handlers.list({ text: '0111', limit: 9 }, zh)).contacts).toMatchObject([
      { name: '李四' },
    ])
  })

  it('go out and come back whole, as vCard and as CSV', async () => {
    const { take, contacts } = await desk()
    await take('a.csv', 'Name,Phone,Company,Notes\nAnna Miller,13800000001,"A, B",x\n张三,13900000002,,\n')
    const before = (await contacts.handlers.list({ limit: 9 }, zh)).contacts
    for (const format of ['vcf', 'csv'] as const) {
      const { path } = await contacts.handlers.exportFile({ format }, zh)
      const file = await contacts.mediaFile('contactexport', path.split('/').at(-1) ?? '')
      if (file === undefined || !('path' in file)) throw new Error('the export is there')
      expect(await take(`b.${format}`, await readFile(file.path))).toEqual({
        added: 0,
        updated: 0,
        unchanged: before.length,
        skipped: 0,
      })
    }
  })

  it('leave a number with whom it belongs to', async () => {
    const { contacts, take } = await desk()
    const one = { id: 'contact-1', name: '张三', company: '', note: '', numbers: [number('+8613800000001')] }
    await contacts.handlers.save(one, zh)
    await expect(contacts.handlers.save({ ...one, id: 'contact-2' }, zh)).rejects.toMatchObject({
      code: 'contact.numberTaken',
      params: { name: '张三' },
    })
    await expect(take('x.csv', '地址,邮编\na,b\n')).rejects.toMatchObject({ code: 'contacts.unreadable' })
    await expect(take('x.pdf', '%PDF')).rejects.toMatchObject({ code: 'contacts.unreadable' })
  })
})
