// npm test: installs what is missing, checks, builds, and runs every test. Runs on Node 20.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild, ensureDependencies, environment, node, root, run, tool } from './setup.mjs'
import { ensureSystem } from './system.mjs'

const results = join(root, 'test-results')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

await ensureDependencies()
await ensureSystem()

// Hundreds of threads and processes start from the same sources: each file is compiled once.
process.env.NODE_COMPILE_CACHE = join(results, 'compiled')

let passed = 0
let failed = 0
/** A step that is one test in itself: it holds or it does not. */
async function step(name, command, args, env = environment()) {
  console.log(`\n— ${name}`)
  const good = (await run(command, args, { env })) === 0
  if (good) passed += 1
  else failed += 1
  return good
}

await step('check: types, lint, import rules, dead code, documents', node, [join(root, 'scripts/check.mjs')])

const unitFile = join(results, 'unit.json')
console.log('\n— unit, property and integration tests')
const unitCode = await run(
  node,
  [tool('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitFile}`],
  { env: environment() },
)
count(unitCode, () => {
  const report = JSON.parse(readFileSync(unitFile, 'utf8'))
  return { good: report.numPassedTests, bad: report.numFailedTests }
})

await ensureBuild()
const journeyFile = join(results, 'e2e.json')
console.log('\n— end-to-end tests')
const journeyCode = await run(node, [join(root, 'e2e/run.ts'), '--reporter=line,json'], {
  env: environment({ PLAYWRIGHT_JSON_OUTPUT_NAME: journeyFile }),
})
count(journeyCode, () => {
  const { stats } = JSON.parse(readFileSync(journeyFile, 'utf8'))
  // Passed when tried again, alone in a fresh browser: told, and to be looked into (CONTRIBUTING.md).
  if (stats.flaky > 0) console.log(`\n${stats.flaky} passed at the second try only; they are named above`)
  return { good: stats.expected + stats.flaky, bad: stats.unexpected }
})

console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

/** Adds the figures of a runner's report; a runner that failed without saying so counts as one failure. */
function count(code, read) {
  let figures
  try {
    figures = read()
  } catch {
    figures = { good: 0, bad: 0 }
  }
  passed += figures.good
  failed += figures.bad
  if ((code !== 0 && figures.bad === 0) || figures.good === 0) failed += 1
}
