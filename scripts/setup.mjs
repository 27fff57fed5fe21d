// What every command does first. Runs on Node 20 and imports nothing that has to be installed.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const windows = process.platform === 'win32'

/** The Node that runs everything but these scripts, whatever the system has. */
export const node = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')

const lockStamp = join(root, 'node_modules', '.voicedesk-lock')
const buildStamp = join(root, 'out', '.voicedesk-build')

/** Runs a command to its end with its output on our own. @returns {Promise<number>} its exit code */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
    child.on('error', (problem) => {
      console.error(`${command}: ${problem.message}`)
      resolve(127)
    })
    child.on('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)))
  })
}

/** Environment in which `node` is the one above, for tools that start others. */
export function environment(extra = {}) {
  const separator = windows ? ';' : ':'
  return { ...process.env, PATH: `${dirname(node)}${separator}${process.env.PATH ?? ''}`, ...extra }
}

export const tool = (name) => join(root, 'node_modules', '.bin', windows ? `${name}.cmd` : name)

/** Installs the packages when they are missing or the lock file has changed since. */
export async function ensureDependencies() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const have = existsSync(lockStamp) ? readFileSync(lockStamp, 'utf8') : ''
  if (have === wanted && existsSync(node)) return
  console.error('Installing packages…')
  // The engine warnings speak of the Node that installs, not of the one that runs.
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    shell: windows,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (code !== 0) fail('The packages could not be installed; npm says why above.')
  if (!existsSync(node)) fail('The package "node" did not bring its binary: are its install scripts allowed?')
  writeFileSync(lockStamp, wanted)
}

/** Builds the application when a source is newer than the last build. */
export async function ensureBuild() {
  const sources = ['src', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json']
  const newest = Math.max(...sources.map((source) => newestIn(join(root, source))))
  const built = existsSync(buildStamp) ? statSync(buildStamp).mtimeMs : 0
  if (built > newest) return
  console.error('Building…')
  const child = spawnSync(
    node,
    [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'],
    {
      cwd: root,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    },
  )
  if (child.status !== 0) {
    console.error(child.stdout, child.stderr)
    fail('The application could not be built.')
  }
  mkdirSync(dirname(buildStamp), { recursive: true })
  writeFileSync(buildStamp, '')
}

function newestIn(path) {
  const facts = statSync(path, { throwIfNoEntry: false })
  if (facts === undefined) return 0
  if (!facts.isDirectory()) return facts.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))))
}

export function fail(message) {
  console.error(message)
  process.exit(1)
}
