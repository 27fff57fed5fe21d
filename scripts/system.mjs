// What the tests need of the system: a Chromium, a keyring, a font with Chinese characters.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './setup.mjs'

const NEEDS = [
  // Of Debian's two the one without a window of its own starts in a third of the time.
  { what: 'Chromium', packages: ['chromium-headless-shell'], have: () => chromium() !== undefined },
  {
    what: 'a Secret Service (gnome-keyring under dbus-run-session)',
    packages: ['gnome-keyring', 'dbus', 'libsecret-1-0'],
    have: () =>
      onPath('gnome-keyring-daemon') && onPath('dbus-run-session') && haveLibrary('libsecret-1.so.0'),
  },
  {
    what: 'a font with Chinese characters',
    packages: ['fonts-noto-cjk', 'fontconfig'],
    have: () => haveChineseFont(),
  },
]

/** Installs through the system's package manager when it may; else says what to install. */
export async function ensureSystem() {
  if (process.platform !== 'linux') return
  const missing = NEEDS.filter((need) => !need.have())
  if (missing.length === 0) return
  const packages = missing.flatMap((need) => need.packages)
  const before = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  if (onPath('apt-get') && (before.length === 0 || spawnSync('sudo', ['-n', 'true']).status === 0)) {
    console.error(`Installing for the tests: ${packages.join(' ')}`)
    const quiet = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }
    const apt = (...args) =>
      run([...before, 'apt-get', ...args][0], [...before, 'apt-get', ...args].slice(1), quiet)
    await apt('update', '-qq')
    await apt('install', '-y', '-qq', '--no-install-recommends', ...packages)
  }
  const still = NEEDS.filter((need) => !need.have())
  if (still.length > 0) {
    console.error(
      `The tests need ${still.map((need) => `${need.what} (${need.packages.join(', ')})`).join('; ')}.`,
    )
    process.exit(1)
  }
}

/** The Chromium the tests drive, as e2e/hosts/chromium.ts finds it: the one named, else what the system has. */
function chromium() {
  const usual = JSON.parse(readFileSync(join(root, 'scripts', 'chromium.json'), 'utf8'))
  return [process.env.VOICEDESK_CHROMIUM, ...usual].find((path) => path !== undefined && existsSync(path))
}

function onPath(program) {
  return spawnSync('which', [program], { stdio: 'ignore' }).status === 0
}

function haveLibrary(name) {
  const listed = spawnSync('ldconfig', ['-p'], { encoding: 'utf8' })
  const listedBySbin =
    listed.status === 0 ? listed : spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' })
  return (listedBySbin.stdout ?? '').includes(name)
}

function haveChineseFont() {
  const listed = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  return listed.status === 0 && listed.stdout.trim() !== ''
}
