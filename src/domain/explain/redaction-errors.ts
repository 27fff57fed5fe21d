import type { Entry } from './entry.ts'

export const REDACTION_ERRORS: Readonly<Record<string, Entry>> = {
  'redaction.noKeychain': {
    'zh-CN': {
      message: '系统钥匙串不可用，无法加密保存原始录音，因此没有改动录音。',
      remedy: '请启用系统钥匙串后再试。密钥只能保存在钥匙串中，否则原始录音将无法找回。',
    },
    en: {
      message:
        'The system keychain cannot be used, so the original could not be sealed. The recording was not touched.',
      remedy:
        'Enable the keychain and try again. Only there can the key be kept by which the original is found again.',
    },
  },
  'redaction.outside': {
    'zh-CN': { message: '所选的一段不在录音之内。', remedy: '请在波形上重新选取。' },
    en: {
      message: 'What was chosen lies outside the recording.',
      remedy: 'Choose it again on the waveform.',
    },
  },
}
