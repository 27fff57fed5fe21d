import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { isE164, isProfileId, must } from '../../domain/values.ts'
import type { ProfileAccess, PushAddresses } from '../profiles/index.ts'
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
  privateNumberApps: z.array(
    z.object({
      appKey: z.string(),
      appSecret: z.string(),
      mode: z.enum(['AXB', 'AX', 'AXE', 'AXYB', 'X']),
      numbers: z.array(z.object({ number: z.string() })),
    }),
  ),
})
const SERVICES = { AXB: 'axb', AX: 'ax', AXE: 'axe', AXYB: 'axyb', X: 'x' } as const

/** The first by name is the one that dials. */
const NAMES = {
  callback: 'Demo',
  notification: 'Demo: notifications',
  verification: 'Demo: codes',
} as const

/**
 * The demonstration: the simulator in a thread of its own, a sample profile for each of its applications, and its
 * gateway as upload target. Their secrets are kept in memory only, and everything stays on this machine.
 *
 * @param entry where the simulator's worker stands
 */
export async function startDemo(options: {
  profiles: ProfileAccess
  uploads: Pick<Uploads, 'install'>
  entry: URL
  /** Addresses by the name of a profile, once the receiver listens. */
  pushAddresses: () => Promise<PushAddresses>
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
  for (const app of ready.apps) {
    await options.profiles.install(
      must(`demo-${app.service}`, isProfileId, 'profile id'),
      {
        name: NAMES[app.service],
        service: app.service,
        environment: 'simulator',
        address: ready.url,
        appKey: app.appKey,
        scheme: 'AKSK',
        displayNumbers: app.displayNumbers.map((number) => must(number, isE164, 'display number')),
        ...(app.service === 'callback' ? { ownNumber: must('+8613500001111', isE164, 'number') } : {}),
        signaturePolicy: 'enforce',
      },
      app.appSecret,
    )
  }
  for (const app of ready.privateNumberApps) {
    await options.profiles.install(
      must(`demo-${app.mode.toLowerCase()}-mode`, isProfileId, 'profile id'),
      {
        name: `Demo: ${app.mode}`,
        service: SERVICES[app.mode],
        environment: 'simulator',
        address: ready.url,
        appKey: app.appKey,
        scheme: 'AKSK',
        displayNumbers: [],
        privateNumbers: app.numbers.map(({ number }) => must(number, isE164, 'private number')),
        signaturePolicy: 'enforce',
      },
      app.appSecret,
    )
  }
  // Private Number has no address in its requests: what a person enters on the console is entered here.
  const { profiles } = await options.pushAddresses()
  for (const { appKey, mode } of ready.privateNumberApps) {
    const found = profiles.find(({ name }) => name === `Demo: ${mode}`)
    if (found !== undefined) await enterAddresses(ready.url, appKey, found)
  }
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

async function enterAddresses(
  simulator: string,
  appKey: string,
  to: PushAddresses['profiles'][number],
): Promise<void> {
  const answer = await fetch(`${simulator}/sim/private-number/addresses`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      appKey,
      statusUrl: to.status,
      feeUrl: to.fee,
      callinUrl: to.callin,
      smsUrl: to.sms,
      smsControlUrl: to.smsControl,
      numberStatusUrl: to.numberState,
    }),
  })
  if (!answer.ok) throw new Error(`the built-in simulator took no push addresses: ${answer.status}`)
}

/** The simulator stands outside main; the build puts its entry beside the others. */
export function simulatorEntry(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('../../simulator/simulator-worker.ts', import.meta.url)
    : new URL('./simulator-worker.js', import.meta.url)
}
