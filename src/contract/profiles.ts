import { z } from 'zod'
import { isMode, MODES } from '../domain/bindings/mode.ts'
import { event, read, topic, write } from './define.ts'
import { ErrorData } from './errors.ts'
import { E164, Nothing, ProfileId, UtcMs } from './values.ts'

const VOICE_SERVICES = ['callback', 'notification', 'verification'] as const

const fields = z.strictObject({
  name: z.string().trim().min(1).max(60),
  service: z
    .enum([...VOICE_SERVICES, ...MODES])
    .describe('One application serves one kind of service; of Private Number, one mode'),
  environment: z.enum(['real', 'test', 'simulator']),
  address: z
    .string()
    .max(256)
    .refine(isAccessAddress, 'address.form')
    .describe('APP access address, e.g. https://rtccall.cn-north-1.myhuaweicloud.cn:443'),
  appKey: z.string().trim().min(1).max(32),
  scheme: z.enum(['AKSK', 'WSSE']).describe('Header signature; AKSK is the current one'),
  displayNumbers: z
    .array(E164)
    .max(50)
    .describe('Exactly as in number management; at least one for Voice Call, none for Private Number'),
  privateNumbers: z
    .array(E164)
    .max(5000)
    .optional()
    .describe('Private Number: the X (and Y) numbers of the application'),
  ownNumber: E164.optional().describe("The agent's own phone, called first"),
  signaturePolicy: z
    .enum(['observe', 'enforce'])
    .describe('What the receiver does with a push whose signature is absent or wrong'),
})

export const ProfileFields = fields.refine(
  ({ service, displayNumbers }) => isMode(service) || displayNumbers.length > 0,
  { path: ['displayNumbers'], error: 'displayNumbers.none' },
)
export type ProfileFields = z.output<typeof ProfileFields>

/** http is for the simulator and test gateways; the service refuses it for a real profile. */
function isAccessAddress(text: string): boolean {
  const form = /^https?:\/\/(?:[0-9A-Za-z.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?:\/[0-9A-Za-z._~/-]*)?$/
  return form.test(text)
}

const ProfilePause = z.object({
  reason: z.enum(['authentication', 'locked']),
  since: UtcMs,
  until: UtcMs.optional().describe('When the platform lets go; absent: until the credentials are mended'),
  resultcode: z.string().optional(),
})

export const Profile = z.object({
  id: ProfileId,
  revision: z.number().int(),
  ...fields.shape,
  hasSecret: z.boolean(),
  secretKeptIn: z.enum(['keychain', 'memory', 'nowhere']),
  pause: ProfilePause.optional(),
  busyUntil: UtcMs.optional().describe('Flow control: requests wait until then'),
  push: z
    .object({
      status: z.string(),
      fee: z.string(),
      callin: z.string().describe('Private Number: call-in events apart, when support has set it so'),
      sms: z.string().describe('Private Number: SMS notification address'),
      smsControl: z.string().describe('Private Number: SMS control address (modes AX and X)'),
      numberState: z.string().describe('Private Number: X-number state address'),
    })
    .optional()
    .describe('Addresses to enter in the console; they hold an unguessable part'),
})
export type Profile = z.output<typeof Profile>

export const ProfileCheck = z.object({
  id: z.enum(['address', 'clock', 'credentials']),
  status: z.enum(['pass', 'fail', 'unknown']),
  offsetMs: z.number().optional().describe("clock: ours minus the platform's"),
  error: ErrorData.optional(),
})
export type ProfileCheck = z.output<typeof ProfileCheck>

const ProfileRef = z.strictObject({ profileId: ProfileId })

export const profiles = topic(
  'profiles',
  {
    list: read({
      doc: 'All profiles, by name.',
      input: Nothing,
      output: z.object({ revision: z.number().int(), profiles: z.array(Profile) }),
    }),
    save: write({
      doc: 'Create or change a profile. The caller makes the id of a new one.',
      input: z.strictObject({ profileId: ProfileId, fields: ProfileFields }),
      output: Profile,
    }),
    setSecret: write({
      doc: 'Keep the APP_Secret of a profile. It can be set and used, never read back.',
      input: z.strictObject({
        profileId: ProfileId,
        secret: z.string().min(1).max(128),
        keepIn: z.enum(['keychain', 'memory']).describe('memory: for this run only'),
      }),
      output: Profile,
      errors: ['profile.notFound', 'keychain.unavailable'],
    }),
    remove: write({
      doc: 'Remove a profile and its secret. Calls stay in the history.',
      input: ProfileRef,
      output: z.object({ removed: z.boolean() }),
      errors: ['keychain.unavailable'],
    }),
    test: write({
      doc: 'Check address, clock and credentials with one request that places no call.',
      input: ProfileRef,
      output: z.object({ checks: z.array(ProfileCheck) }),
      errors: ['profile.notFound', 'profile.noSecret', 'profile.paused', 'keychain.unavailable'],
      deadlineMs: 60_000,
    }),
    resume: write({
      doc: 'Let a paused profile try again, because a person says the cause is mended.',
      input: ProfileRef,
      output: Profile,
      errors: ['profile.notFound'],
    }),
  },
  { changed: event('The list of profiles has a new revision.', z.object({ revision: z.number().int() })) },
)
