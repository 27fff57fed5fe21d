// npm start: installs what is missing, builds, opens the application. Runs on Node 20.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuild, ensureDependencies, environment, fail, node, root } from './setup.mjs'

const USAGE = `npm start -- [--host electron|browser] [--port N] [--data-dir DIR] [--demo] [--no-open]`
/** Longer than this is not "fetched quickly": the browser host opens meanwhile. */
const FETCH_LIMIT_MS = 60_000

/**
 * How main's heap is kept, whichever host: what is young is collected in small parts, which keeps a third of the memory
 * during a long campaign, and by the main thread alone, which otherwise waits until its helpers get a processor
 * (npm run bench campaign). V8 takes the size at its start only, so a host cannot set it itself.
 */
const heap = JSON.parse(readFileSync(join(root, 'scripts', 'heap.json'), 'utf8'))

const flags = readFlags()
await ensureDependencies()
await ensureBuild()

const chosen = flags.host === undefined ? await choose() : { host: flags.host, why: '' }
const passed = [
  ...(flags['data-dir'] === undefined ? [] : ['--data-dir', flags['data-dir']]),
  ...(flags.demo ? ['--demo'] : []),
]
if (chosen.host === 'electron') {
  const binary = electronBinary() ?? ((await fetchElectron()) ? electronBinary() : undefined)
  if (binary === undefined)
    fail('The Electron runtime is not here and could not be fetched. Try --host browser.')
  follow(
    spawn(binary, [...sandboxFlag(), `--js-flags=${heap.join(' ')}`, root, ...passed], { stdio: 'inherit' }),
  )
} else {
  if (chosen.why !== '') console.log(`Opening in the browser: ${chosen.why}`)
  const port = flags.port === undefined ? [] : ['--port', flags.port]
  const child = spawn(node, [...heap, join(root, 'out/main/browser.js'), ...passed, ...port], {
    stdio: ['inherit', 'pipe', 'inherit'],
    env: environment(),
  })
  openWhenReady(child)
  follow(child)
}

function readFlags() {
  try {
    const { values } = parseArgs({
      options: {
        host: { type: 'string' },
        port: { type: 'string' },
        'data-dir': { type: 'string' },
        demo: { type: 'boolean' },
        'no-open': { type: 'boolean' },
      },
    })
    if (values.host !== undefined && !['electron', 'browser'].includes(values.host)) {
      throw new Error(`--host is electron or browser, not ${values.host}`)
    }
    return values
  } catch (problem) {
    fail(`${problem.message}\n${USAGE}`)
  }
}

async function choose() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return { host: 'browser', why: 'there is no display for a window here.' }
  }
  if (electronBinary() !== undefined || (await fetchElectron())) return { host: 'electron', why: '' }
  return {
    host: 'browser',
    why: 'the Electron runtime is not here and could not be fetched (docs/install.md tells of mirrors).',
  }
}

function electronBinary() {
  const folder = join(root, 'node_modules', 'electron')
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(binary) ? binary : undefined
}

/** The runtime comes at first start, from where @electron/get finds it; it honours the mirror variables. */
function fetchElectron() {
  console.error('Fetching the Electron runtime…')
  return new Promise((resolve) => {
    const child = spawn(node, [join(root, 'node_modules/electron/install.js')], {
      stdio: 'ignore',
      env: environment(),
      timeout: FETCH_LIMIT_MS,
    })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}

/** Chromium refuses its sandbox to root; nobody should run a desktop as root, but containers do. */
function sandboxFlag() {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

function openWhenReady(child) {
  let text = ''
  child.stdout.on('data', (chunk) => {
    process.stdout.write(chunk)
    if (text === undefined) return
    text += chunk
    const url = /^Voicedesk ready: (\S+)$/m.exec(text)?.[1]
    if (url === undefined) return
    text = undefined
    if (!flags['no-open']) openBrowser(url)
  })
}

function openBrowser(url) {
  const [command, args] =
    process.platform === 'win32'
      ? ['cmd', ['/c', 'start', '', url]]
      : [process.platform === 'darwin' ? 'open' : 'xdg-open', [url]]
  const opener = spawn(command, args, { stdio: 'ignore', detached: true })
  // The address stands on the screen; a machine without an opener is no failure.
  opener.on('error', () => {})
  opener.unref()
}

function follow(child) {
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('error', (problem) => fail(problem.message))
  child.on('exit', (code) => process.exit(code ?? 0))
}
