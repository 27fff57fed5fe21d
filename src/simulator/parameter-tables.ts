import type { FieldRule } from './field-rules.ts'

const text = (name: string, required: boolean, from: number, to: number, form?: RegExp): FieldRule =>
  form === undefined
    ? { name, required, kind: 'text', from, to }
    : { name, required, kind: 'text', from, to, form }
const onOff = (name: string): FieldRule => ({ name, required: false, kind: 'switch' })
const number = (name: string): FieldRule => text(name, true, 4, 31)
const prompt = (name: string, required = false): FieldRule => text(name, required, 1, 128)

/** Shared by the three operations that place calls (voice-call.md 0). The two URLs are measured elsewhere. */
const SHARED: readonly FieldRule[] = [
  text('statusUrl', false, 1, 4096),
  text('feeUrl', false, 1, 4096),
  onOff('returnIdlePort'),
  text('userData', false, 1, 256),
  text('bindNbr', false, 1, 4096),
]

/** voice-call.md 1. */
export const CALLBACK_TABLE: readonly FieldRule[] = [
  number('displayNbr'),
  number('callerNbr'),
  number('displayCalleeNbr'),
  number('calleeNbr'),
  { name: 'maxDuration', required: false, kind: 'integer', from: 0, to: 1440 },
  prompt('lastMinVoice'),
  { name: 'lastMinToUE', required: false, kind: 'choice', values: ['toa', 'tob', 'both'] },
  onOff('playPreVoice'),
  prompt('preVoice'),
  prompt('waitVoice'),
  { name: 'calleeMedia', required: false, kind: 'choice', values: ['all', 'none', 'fail'] },
  onOff('recordFlag'),
  prompt('recordHintTone'),
  onOff('partyTypeRequiredInDisconnect'),
  ...SHARED,
]

/** voice-call.md 2: lower-case `i` in `sessionid`. */
export const STOP_TABLE: readonly FieldRule[] = [
  text('sessionid', true, 1, 256),
  text('signal', true, 1, 128, /^call_stop$/),
]

/** voice-call.md 3. */
export const NOTIFICATION_TABLE: readonly FieldRule[] = [
  number('displayNbr'),
  number('calleeNbr'),
  { name: 'playInfoList', required: true, kind: 'objects', from: 1, to: 5 },
  ...SHARED,
]

/** PlayContentInfo of voice-call.md 3. */
export const PLAY_TABLE: readonly FieldRule[] = [
  prompt('notifyVoice'),
  text('templateId', false, 1, 32),
  { name: 'templateParas', required: false, kind: 'texts' },
  { name: 'collectInd', required: false, kind: 'integer', from: 0, to: 32 },
  onOff('replayAfterCollection'),
  text('collectContentTriggerReplaying', false, 1, 32, /^[0-9]+$/),
]

/** voice-call.md 4. */
export const VERIFICATION_TABLE: readonly FieldRule[] = [
  number('displayNbr'),
  number('calleeNbr'),
  { name: 'languageType', required: true, kind: 'integer', from: 2, to: 2 },
  prompt('preTone', true),
  text('verifyCode', true, 2, 8, /^[0-9]+$/),
  prompt('posTone'),
  { name: 'times', required: false, kind: 'integer', from: 0, to: 9 },
  ...SHARED,
]

/** voice-call.md 5; these come from the URL. */
export const RECORD_TABLE: readonly FieldRule[] = [
  text('fileName', true, 1, 128),
  text('recordDomain', true, 1, 128),
]
