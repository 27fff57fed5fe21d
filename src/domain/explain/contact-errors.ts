import type { Entry } from './entry.ts'

export const CONTACT_ERRORS: Readonly<Record<string, Entry>> = {
  'contact.numberTaken': {
    'zh-CN': ({ name = '' }) => ({
      message: `这个号码已属于联系人“${name}”。`,
      remedy: '一个号码只能属于一个联系人；请先在那边删掉它，或直接修改那个联系人。',
    }),
    en: ({ name = '' }) => ({
      message: `This number already belongs to the contact “${name}”.`,
      remedy: 'A number belongs to one contact; take it away there first, or change that contact.',
    }),
  },
  'contacts.unreadable': {
    'zh-CN': {
      message: '读不出这个文件里的联系人。',
      remedy: '请用 CSV、XLSX 或 vCard 文件；表格的首行须有“姓名”和“电话”这样的列名。',
    },
    en: {
      message: 'No contacts could be read from this file.',
      remedy:
        'Use a CSV, XLSX or vCard file; the first row of a table must have headings such as “Name” and “Phone”.',
    },
  },
  'reminder.notFound': {
    'zh-CN': { message: '找不到这条回电提醒。', remedy: '它可能已被删除，请刷新列表。' },
    en: { message: 'There is no such reminder.', remedy: 'It may have been removed; refresh the list.' },
  },
}
