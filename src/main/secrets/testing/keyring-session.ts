import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Starts the Secret Service, unlocks its login collection with a password of no importance, waits until it
 * answers on the bus, and only then runs the command.
 */
const SCRIPT = `
printf voicedesk | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1
tries=0
until dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \\
  org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null | grep -q true
do
  tries=$((tries + 1))
  [ "$tries" -gt 200 ] && { echo 'the Secret Service did not start' >&2; exit 97; }
  sleep 0.05
done
"$@"
code=$?
pkill -P $$ gnome-keyring 2>/dev/null
exit $code
`

/**
 * Runs a command with a D-Bus session and a real keyring of its own, apart from the user's.
 *
 * @param home folder for everything the keyring writes
 */
export function inKeyringSession(
  command: readonly string[],
  options: { home: string; env?: NodeJS.ProcessEnv; cwd?: string; stdio?: StdioOptions },
): ChildProcess {
  const runtime = join(options.home, 'run')
  for (const folder of [options.home, runtime, join(options.home, '.local/share/keyrings')]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }
  return spawn('dbus-run-session', ['--', 'sh', '-c', SCRIPT, 'keyring-session', ...command], {
    cwd: options.cwd,
    stdio: options.stdio ?? 'inherit',
    env: {
      ...(options.env ?? process.env),
      HOME: options.home,
      XDG_RUNTIME_DIR: runtime,
      XDG_DATA_HOME: join(options.home, '.local/share'),
      XDG_CONFIG_HOME: join(options.home, '.config'),
      XDG_CACHE_HOME: join(options.home, '.cache'),
      GNOME_KEYRING_CONTROL: '',
    },
  })
}
