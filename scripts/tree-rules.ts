import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Rules about files that no other tool checks; exits 1 with a line per breach. */
const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Longer than this needs its reason here, so that the list cannot grow unseen. */
const LONGEST_LINES = 400
const LONG_WITH_REASON: ReadonlyMap<string, string> = new Map([
  ['src/main/app.ts', 'the composition root grows by a few lines with every service and holds nothing else'],
  [
    'src/main/platform/private-number/operations.test.ts',
    'a row for every operation with all its parameters, which is read beside the pages',
  ],
  [
    'src/simulator/parameters.test.ts',
    'tables of every parameter, which are read beside the pages they stand for',
  ],
])

const VAGUE_NAME = /\/(?:utils?|helpers?|common|misc)\.[a-z]+$/
const NAME = /(?:^|\/)(?:[a-z0-9][a-z0-9.-]*|[A-Z][A-Za-z0-9]*(?:\.test)?)\.tsx?$/

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '')

const problems: string[] = []
for (const file of files) {
  if (VAGUE_NAME.test(file)) problems.push(`${file}: name it after what it holds`)
  if (!/\.(?:ts|tsx|mjs|css)$/.test(file)) continue
  if (/\.tsx?$/.test(file) && !NAME.test(file))
    problems.push(`${file}: lower-case with dashes, components in PascalCase`)
  let text: string
  try {
    text = readFileSync(join(root, file), 'utf8')
  } catch {
    continue
  }
  const lines = text.split('\n').length
  if (lines > LONGEST_LINES && !LONG_WITH_REASON.has(file)) {
    problems.push(`${file}: ${lines} lines; cut it, or give the reason in scripts/tree-rules.ts`)
  }
  if (/@ts-(?:ignore|nocheck)/.test(text) && !file.startsWith('scripts/tree-rules')) {
    problems.push(`${file}: silences the compiler`)
  }
}

const adrs = files.filter((file) => /^docs\/adr\/\d{4}-/.test(file)).map((file) => file.slice(9, 13))
for (const number of adrs) {
  if (adrs.indexOf(number) !== adrs.lastIndexOf(number))
    problems.push(`docs/adr: number ${number} is used twice`)
}

for (const problem of [...new Set(problems)]) console.error(problem)
console.log(`${files.length} files looked at, ${problems.length} breaches`)
process.exit(problems.length === 0 ? 0 : 1)
