import type { AppSpec, TemplateSpec } from './options.ts'
import type { PrivateNumberApp } from './private-number/account.ts'

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

const SHENZHEN = { areaCode: '0755', province: 'Guangdong' }
const GUANGZHOU = { areaCode: '020', province: 'Guangdong' }
const BEIJING = { areaCode: '010', province: 'Beijing' }

/** Applications of Private Number, one per mode, each with private numbers in three cities. */
export const DEMO_PRIVATE_NUMBER_APPS: readonly PrivateNumberApp[] = [
  {
    appKey: 'DemoAxbKey000000000000000001',
    appSecret: 'DemoAxbSecret0000000000000001',
    mode: 'AXB',
    numbers: [
      { number: '+8617000000033', ...SHENZHEN },
      { number: '+8617000000034', ...SHENZHEN },
      { number: '+8617000000035', ...GUANGZHOU },
      { number: '+8617000000036', ...BEIJING },
    ],
    recordingEnabled: true,
  },
  {
    appKey: 'DemoAxKey0000000000000000001',
    appSecret: 'DemoAxSecret00000000000000001',
    mode: 'AX',
    numbers: [
      { number: '+8617000000055', ...BEIJING },
      { number: '+8617000000056', ...BEIJING },
      { number: '+8617000000057', ...SHENZHEN },
      { number: '+8617000000058', ...GUANGZHOU },
      { number: '+8617000000059', ...GUANGZHOU },
      { number: '+8617000000060', ...GUANGZHOU },
    ],
    recordingEnabled: true,
  },
  {
    appKey: 'DemoAxeKey000000000000000001',
    appSecret: 'DemoAxeSecret0000000000000001',
    mode: 'AXE',
    numbers: [
      { number: '+8617100000100', ...SHENZHEN },
      { number: '+8617100000101', ...GUANGZHOU },
      { number: '+8617100000102', ...BEIJING },
    ],
    recordingEnabled: true,
  },
  {
    appKey: 'DemoAxybKey00000000000000001',
    appSecret: 'DemoAxybSecret000000000000001',
    mode: 'AXYB',
    numbers: [
      { number: '+8617100000200', ...SHENZHEN },
      { number: '+8617100000201', ...SHENZHEN },
      { number: '+8617100000202', ...SHENZHEN },
      { number: '+8617100000203', ...BEIJING },
    ],
    recordingEnabled: true,
  },
  {
    appKey: 'DemoXKey00000000000000000001',
    appSecret: 'DemoXSecret000000000000000001',
    mode: 'X',
    numbers: [
      { number: '+8617100000300', ...SHENZHEN },
      { number: '+8617100000301', ...BEIJING },
    ],
    recordingEnabled: true,
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
  'rec_notice.wav',
  'one_min_left.wav',
  'wait_a.wav',
  'wait_b.wav',
  'no_callback.wav',
  'not_available.wav',
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
