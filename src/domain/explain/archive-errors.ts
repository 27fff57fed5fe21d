import type { Entry } from './entry.ts'

/** Files out and in, and backups. */
export const ARCHIVE_ERRORS: Readonly<Record<string, Entry>> = {
  'export.noColumns': {
    'zh-CN': { message: '没有选择任何列。', remedy: '请至少选择一列再导出。' },
    en: { message: 'No column is chosen.', remedy: 'Choose at least one column and export again.' },
  },
  'import.notFound': {
    'zh-CN': { message: '找不到发送的文件。', remedy: '请重新选择文件。' },
    en: { message: 'The file that was sent is not there.', remedy: 'Choose the file again.' },
  },
  'import.noTable': {
    'zh-CN': {
      message: '这个文件不是呼叫记录：找不到“呼叫 ID”一列。',
      remedy: '请选择由 Voicedesk 导出的 CSV、XLSX 或 JSONL 文件，并保留第一行标题。',
    },
    en: {
      message: 'This file holds no calls: there is no column “call id”.',
      remedy: 'Choose a CSV, XLSX or JSONL file that Voicedesk exported, with its first line of headings.',
    },
  },
  'backup.notFound': {
    'zh-CN': { message: '找不到这份备份。', remedy: '它可能已被轮换删除。请刷新列表后另选一份。' },
    en: {
      message: 'This backup is not there.',
      remedy: 'It may have made room for newer ones. Look at the list again and choose another.',
    },
  },
  'backup.damaged': {
    'zh-CN': {
      message: '这份备份已损坏或不完整，没有恢复任何内容。',
      remedy: '请换一份备份；如果文件是复制来的，请重新复制。',
    },
    en: {
      message: 'This backup is damaged or not whole. Nothing was restored.',
      remedy: 'Choose another backup; if the file was copied here, copy it again.',
    },
  },
  'backup.passphrase': {
    'zh-CN': {
      message: '口令不对，无法打开备份中的密钥。',
      remedy: '请输入备份时设置的口令，或选择不恢复密钥。',
    },
    en: {
      message: 'The pass phrase does not open the secrets of this backup.',
      remedy: 'Enter the pass phrase it was made with, or restore without secrets.',
    },
  },
  'backup.targetNotEmpty': {
    'zh-CN': {
      message: '这里已有数据，没有恢复任何内容。',
      remedy: '请选择一个空目录；现有数据不会被覆盖。',
    },
    en: {
      message: 'There is data here already. Nothing was restored.',
      remedy: 'Choose an empty directory; what is here is never overwritten.',
    },
  },
}
