// The long form of the test that damages sound files: `npm run fuzz -- [files of each kind]`, 2000 by default.
import { ensureDependencies, environment, run, tool } from './setup.mjs'

await ensureDependencies()
const runs = process.argv[2] ?? '2000'
process.exit(
  await run(tool('vitest'), ['run', 'src/main/sound/damage.test.ts'], {
    env: environment({ VOICEDESK_DAMAGE_RUNS: runs }),
  }),
)
