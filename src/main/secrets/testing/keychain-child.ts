import { createSecrets } from '../index.ts'

/** Run in a process of its own by the tests: uses the real keytar and prints what it saw as JSON. */
const [, , dataDir = '.', act = 'round'] = process.argv
const secrets = createSecrets({ dataDir, limitMs: 5000 })
const seen: Record<string, unknown> = { availability: await secrets.availability() }
if (act === 'round') {
  seen.before = await secrets.has('profile-1')
  await secrets.set('profile-1', '秘密 s3cret', 'keychain')
  seen.after = await secrets.has('profile-1')
  seen.used = await secrets.use('profile-1')
}
if (act === 'again') {
  seen.used = await secrets.use('profile-1')
  seen.elsewhere = await createSecrets({ dataDir: `${dataDir}/other` }).has('profile-1')
  // Removal takes both: the one for this run, and the one that was kept before it.
  await secrets.set('profile-1', 'for this run', 'memory')
  await secrets.remove('profile-1')
  seen.removed = await secrets.has('profile-1')
}
process.stdout.write(JSON.stringify(seen))
