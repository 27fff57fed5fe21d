import { z } from 'zod'
import { root, startAndWait } from './process.ts'

const Ready = z.object({
  url: z.string(),
  gateway: z.object({ url: z.string(), token: z.string() }),
  apps: z.array(
    z.object({
      appKey: z.string(),
      appSecret: z.string(),
      service: z.string(),
      displayNumbers: z.array(z.string()).min(1),
    }),
  ),
  privateNumberApps: z.array(
    z.object({
      appKey: z.string(),
      appSecret: z.string(),
      mode: z.enum(['AXB', 'AX', 'AXE', 'AXYB', 'X']),
      numbers: z.array(z.object({ number: z.string() })).min(1),
    }),
  ),
})

export type PlatformApp = z.output<typeof Ready>['apps'][number]

export type Platform = {
  readonly url: string
  /** Its application for callbacks. */
  readonly app: PlatformApp
  /** Its application for another kind of call. */
  appFor(service: string): PlatformApp
  /** The application of a mode of Private Number. */
  maskingApp(mode: MaskingApp['mode']): MaskingApp
  /** The upload target of docs/upload-target.md. */
  readonly gateway: z.output<typeof Ready>['gateway']
  /** Calls the simulator's control surface (docs/simulator.md). */
  control(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown>
  stop(): Promise<void>
}

export type MaskingApp = z.output<typeof Ready>['privateNumberApps'][number]

/** The platform simulator as a process of its own, spoken to over real HTTP. */
export async function startPlatform(args: readonly string[] = []): Promise<Platform> {
  const running = await startAndWait(
    process.execPath,
    ['out/main/cli.js', 'simulate', '--port', '0', ...args],
    /^\{.*\}$/m,
  )
  const { url, apps, gateway, privateNumberApps } = Ready.parse(JSON.parse(running.match[0]))
  const appFor = (service: string) => {
    const app = apps.find((candidate) => candidate.service === service)
    if (app === undefined) throw new Error(`the simulator has no ${service} application (started in ${root})`)
    return app
  }
  return {
    url,
    app: appFor('callback'),
    appFor,
    maskingApp(mode) {
      const one = privateNumberApps.find((candidate) => candidate.mode === mode)
      if (one === undefined) throw new Error(`the simulator has no application of mode ${mode}`)
      return one
    },
    gateway,
    async control(method, path, body) {
      const answer = await fetch(`${url}${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
      })
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
      const text = await answer.text()
      return text === '' ? undefined : JSON.parse(text)
    },
    stop: () => running.stop(),
  }
}
