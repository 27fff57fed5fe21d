import { existsSync } from 'node:fs'

/** The Chromium the tests drive: the one named, else what the system has. */
export function chromiumPath(): string {
  const named = process.env.VOICEDESK_CHROMIUM
  const known = [named, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  const found = known.find((path) => path !== undefined && existsSync(path))
  if (found === undefined) throw new Error('no Chromium here; name one in VOICEDESK_CHROMIUM')
  return found
}

/** Quiet and alone: nothing of its own goes to the network. Sound plays without a gesture and a device. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
]
