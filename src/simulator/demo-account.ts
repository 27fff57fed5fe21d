import type { AppSpec, TemplateSpec } from './options.ts'

/** Clearly fake applications, one per service: printing their secrets is the point. */
export const DEMO_APPS: readonly AppSpec[] = [
  {
    appKey: 'DemoCallbackKey0000000000001',
    appSecret: 'DemoCallbackSecret0000000001',
    service: 'callback',
    displayNumbers: ['+8675528000111', '+8675528000112'],
    recordingEnabled: true,
  },
  {
    appKey: 'DemoNotificationKey000000001',
    appSecret: 'DemoNotificationSecret000001',
    service: 'notification',
    displayNumbers: ['+8675528000222'],
    recordingEnabled: false,
  },
  {
    appKey: 'DemoVerificationKey000000001',
    appSecret: 'DemoVerificationSecret000001',
    service: 'verification',
    displayNumbers: ['+8675528000333'],
    recordingEnabled: false,
  },
]

/** As fake as the keys above: who may use the upload target. */
export const DEMO_GATEWAY_TOKEN = 'DemoGatewayToken000000000001'

/** Prompt files of the account that passed the review. */
export const DEMO_PROMPTS: readonly string[] = [
  'lastmin_voice1.wav',
  'pre_voice1.wav',
  'wait_voice1.wav',
  'record_hint1.wav',
  'notifyvoice.wav',
  'greeting_1.wav',
  'verify_pre.wav',
  'verify_post.wav',
]

/** Voice templates of the account: two approved, one still under review. */
export const DEMO_TEMPLATES: readonly TemplateSpec[] = [
  {
    id: 'a1b2c3d4e5f6',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the platform writes its variables like this
    content: '您有${NUM_2}件快递请到${TXT_32}领取，截止${DATE}，${TIME}',
    approved: true,
  },
  { id: 'plain0000001', content: '您的订单已经发出，请注意查收。', approved: true },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the platform writes its variables like this
  { id: 'review000001', content: '您的验证码是${NUM_6}', approved: false },
]
