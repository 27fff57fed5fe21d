import { doctor as topic } from '../../contract/doctor.ts'
import { startApp } from '../app.ts'

const MARKS = { pass: '✓', warn: '!', fail: '✗', unknown: '?' } as const

/**
 * The check-up on a terminal. It signs in with the secrets of this installation, so it runs as its desk does
 * and not beside it: an open desk has the same check-up under Settings.
 *
 * @returns whether nothing failed
 * @throws StoreError `locked` when a desk is open on that directory
 */
export async function doctor(
  options: { dataDir: string; json?: boolean },
  write: (line: string) => void,
): Promise<boolean> {
  const app = await startApp({
    dataDir: options.dataDir,
    outDir: import.meta.dirname,
    systemLanguage: process.env.LC_ALL ?? process.env.LANG ?? 'en',
    demo: false,
    rescueRecordings: false,
    capabilities: { tray: false, telHandler: false, systemProxy: false },
    resolveProxy: undefined,
  })
  try {
    const reply = await app.dispatch('doctor.run', '{}', { signal: new AbortController().signal })
    if (!reply.ok) throw new Error(`${reply.error.message} ${reply.error.remedy}`)
    const { findings } = topic.operations.run.output.parse(reply.value)
    if (options.json === true) write(JSON.stringify({ findings }, null, 2))
    else {
      for (const { status, profileName, message, remedy } of findings) {
        write(`${MARKS[status]} ${profileName === undefined ? '' : `${profileName}: `}${message}`)
        if (remedy !== '') write(`  ${remedy}`)
      }
    }
    return findings.every(({ status }) => status !== 'fail')
  } finally {
    await app.close()
  }
}
