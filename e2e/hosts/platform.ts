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
})

export type PlatformApp = z.output<typeof Ready>['apps'][number]

export type Platform = {
  readonly url: string
  readonly app: PlatformApp
  /** The upload target of docs/upload-target.md. */
  readonly gateway: z.output<typeof Ready>['gateway']
  /** Calls the simulator's control surface (docs/simulator.md). */
  control(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown>
  stop(): Promise<void>
}

/** The platform simulator as a process of its own, spoken to over real HTTP. */
export async function startPlatform(args: readonly string[] = []): Promise<Platform> {
  const running = await startAndWait(
    process.execPath,
    ['out/main/cli.js', 'simulate', '--port', '0', ...args],
    /^\{.*\}$/m,
  )
  const { url, apps, gateway } = Ready.parse(JSON.parse(running.match[0]))
  const app = apps.find((candidate) => candidate.service === 'callback')
  if (app === undefined) throw new Error(`the simulator has no callback application (started in ${root})`)
  return {
    url,
    app,
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
