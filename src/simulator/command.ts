import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { DEMO_APPS, DEMO_PRIVATE_NUMBER_APPS } from './demo-account.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from './index.ts'

function numberFrom(flag: string, text: string, from: number, to: number, whole: boolean): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || (whole && !Number.isInteger(value))) {
    throw new Error(`--${flag} must be a ${whole ? 'whole number' : 'number'}, not "${text}"`)
  }
  if (value < from || value > to) throw new Error(`--${flag} must be between ${from} and ${to}, not ${text}`)
  return value
}

async function fileOf(flag: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new Error(`--${flag}: cannot read ${path}`, { cause: error })
  }
}

/**
 * `voicedesk simulate`: starts a simulator with the demo applications and, once it listens, writes one line
 * of JSON with its address, the (fake) keys, and the upload target with its (fake) token.
 * @param args flags: --port --seed --speed --host --tls-key --tls-cert --review-seconds
 *   --life-seconds
 * @throws Error with a sentence for the person at the keyboard when a flag is wrong
 */
export async function runSimulate(args: readonly string[], out: (line: string) => void): Promise<Simulator> {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    allowPositionals: false,
    options: {
      port: { type: 'string' },
      seed: { type: 'string' },
      speed: { type: 'string' },
      host: { type: 'string' },
      'review-seconds': { type: 'string' },
      'life-seconds': { type: 'string' },
      'tls-key': { type: 'string' },
      'tls-cert': { type: 'string' },
    },
  })
  const review = values['review-seconds']
  const life = values['life-seconds']
  const key = values['tls-key']
  const cert = values['tls-cert']
  if ((key === undefined) !== (cert === undefined)) throw new Error('--tls-key and --tls-cert go together')
  if (values.host === '') throw new Error('--host must not be empty')
  const options: SimulatorOptions = {
    ...(values.port !== undefined && { port: numberFrom('port', values.port, 0, 65_535, true) }),
    ...(values.seed !== undefined && {
      seed: numberFrom('seed', values.seed, 0, Number.MAX_SAFE_INTEGER, true),
    }),
    ...(values.speed !== undefined && { speed: numberFrom('speed', values.speed, 0, 100_000, false) }),
    ...(values.host !== undefined && { host: values.host }),
    ...(review !== undefined && { reviewSeconds: numberFrom('review-seconds', review, 0, 1_000_000, false) }),
    ...(life !== undefined && { lifeSeconds: numberFrom('life-seconds', life, 1, 1_000_000, false) }),
    ...(key !== undefined &&
      cert !== undefined && {
        tls: { key: await fileOf('tls-key', key), cert: await fileOf('tls-cert', cert) },
      }),
  }
  const simulator = await startSimulator(options)
  const apps = DEMO_APPS.map(({ appKey, appSecret, service, displayNumbers }) => ({
    appKey,
    appSecret,
    service,
    displayNumbers,
  }))
  const privateNumberApps = DEMO_PRIVATE_NUMBER_APPS.map(({ appKey, appSecret, mode, numbers }) => ({
    appKey,
    appSecret,
    mode,
    numbers,
  }))
  out(JSON.stringify({ url: simulator.url, apps, privateNumberApps, gateway: simulator.gateway }))
  return simulator
}
