import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { isE164, isProfileId, must } from '../../domain/values.ts'
import type { ProfileAccess } from '../profiles/index.ts'
import type { Uploads } from '../uploads/index.ts'

const Ready = z.object({
  url: z.string(),
  gateway: z.object({ url: z.string(), token: z.string() }),
  apps: z.array(
    z.object({
      appKey: z.string(),
      appSecret: z.string(),
      service: z.enum(['callback', 'notification', 'verification']),
      displayNumbers: z.array(z.string()),
    }),
  ),
})

const DEMO_PROFILE = must('demo-callback', isProfileId, 'profile id')

/**
 * The demonstration: the simulator in a thread of its own and a sample profile for it, and its
 * gateway as upload target. Their secrets
 * are kept in memory only, and everything stays on this machine.
 *
 * @param entry where the simulator's worker stands
 */
export async function startDemo(options: {
  profiles: ProfileAccess
  uploads: Pick<Uploads, 'install'>
  entry: URL
}): Promise<{ close(): Promise<void> }> {
  const worker = new Worker(options.entry)
  const ready = await new Promise<z.output<typeof Ready>>((resolve, reject) => {
    worker.once('message', (message: unknown) => {
      const parsed = Ready.safeParse(message)
      if (parsed.success) resolve(parsed.data)
      else reject(new Error('the built-in simulator did not start'))
    })
    worker.once('error', reject)
  })
  const app = ready.apps.find((candidate) => candidate.service === 'callback')
  if (app === undefined) throw new Error('the built-in simulator has no callback application')
  await options.profiles.install(
    DEMO_PROFILE,
    {
      name: 'Demo',
      service: 'callback',
      environment: 'simulator',
      address: ready.url,
      appKey: app.appKey,
      scheme: 'AKSK',
      displayNumbers: app.displayNumbers.map((number) => must(number, isE164, 'display number')),
      ownNumber: must('+8613500001111', isE164, 'number'),
      signaturePolicy: 'enforce',
    },
    app.appSecret,
  )
  await options.uploads.install(
    { address: ready.gateway.url, way: 'put', field: 'file' },
    { name: 'Authorization', value: `Bearer ${ready.gateway.token}` },
  )
  return {
    async close() {
      await worker.terminate()
    },
  }
}
