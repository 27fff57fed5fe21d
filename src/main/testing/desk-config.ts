import { join } from 'node:path'
import type { AppConfig } from '../app.ts'

/** For tests that wait until an answer is given up; shorter than a busy machine may take in the others. */
export const IMPATIENT_MS = 400

const PATIENT_MS = 5000

/**
 * The application as it starts for a person, on a directory of its own and without a page.
 *
 * @param answerMs an answer that takes longer is given up
 */
export const deskConfig = (dataDir: string, answerMs = PATIENT_MS): AppConfig => ({
  dataDir,
  outDir: join(dataDir, 'no-page'),
  systemLanguage: 'en',
  demo: false,
  capabilities: { tray: false, telHandler: false, systemProxy: false },
  resolveProxy: undefined,
  answerMs,
  rescueRecordings: true,
})
