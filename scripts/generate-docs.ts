import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ErrorCode } from '../src/contract/errors.ts'
import { explainError } from '../src/domain/explain/index.ts'
import { describeContract } from '../src/main/rpc/describe.ts'

/** Makes `docs/generated/` from the contract; with `--check` tells whether it is what the contract gives. */
const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'docs', 'generated')

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

type Schema = {
  type?: unknown
  description?: unknown
  properties?: unknown
  required?: unknown
  enum?: unknown
  items?: unknown
  anyOf?: unknown
  oneOf?: unknown
  const?: unknown
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null

function typeOf(schema: Schema): string {
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => `\`${String(value)}\``).join(' ')
  if (schema.const !== undefined) return `\`${String(schema.const)}\``
  const choices = schema.anyOf ?? schema.oneOf
  if (Array.isArray(choices)) return choices.filter(isSchema).map(typeOf).join(' or ')
  if (schema.type === 'array') return `list of ${isSchema(schema.items) ? typeOf(schema.items) : 'anything'}`
  return typeof schema.type === 'string' ? schema.type : 'any'
}

function rows(schema: unknown, prefix = ''): string[] {
  if (!isSchema(schema) || !isSchema(schema.properties)) return []
  const required = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(schema.properties).flatMap(([name, inner]: [string, unknown]) => {
    if (!isSchema(inner)) return []
    const doc = typeof inner.description === 'string' ? inner.description : ''
    const row = `| \`${prefix}${name}\` | ${cell(typeOf(inner))} | ${required.includes(name) ? 'yes' : ''} | ${cell(doc)} |`
    return [row, ...rows(inner, `${prefix}${name}.`)]
  })
}

function table(title: string, schema: unknown): string {
  const body = rows(schema)
  if (body.length === 0) return `${title}: nothing.\n`
  return `${title}:\n\n| field | type | required | meaning |\n|---|---|---|---|\n${body.join('\n')}\n`
}

const described = describeContract()
const operations = [
  '# Operations and events',
  '',
  'Made from `src/contract` by `npm run docs`; the same is answered by `GET /rpc`.',
  '`read` changes nothing, `write` may be repeated, `once` is never repeated by itself.',
  '',
  `Every operation may also answer: ${described.commonErrors.map((code) => `\`${code}\``).join(', ')}.`,
  '',
  ...described.operations.flatMap((operation) => [
    `## ${operation.name}`,
    '',
    `${operation.doc} Kind: \`${operation.kind}\`. Answers within ${operation.deadlineMs / 1000} s.`,
    '',
    table('Input', operation.input),
    table('Output', operation.output),
    operation.errors.length === 0
      ? ''
      : `Errors: ${operation.errors.map((code) => `\`${code}\``).join(', ')}.\n`,
  ]),
  ...described.events.flatMap((event) => [
    `## event ${event.name}`,
    '',
    event.doc,
    '',
    table('Payload', event.payload),
  ]),
].join('\n')

const errors = [
  '# Errors',
  '',
  'Made from `src/contract/errors.ts` and `src/domain/explain` by `npm run docs`.',
  '',
  '| code | 中文 | 怎么办 | English | what to do |',
  '|---|---|---|---|---|',
  ...ErrorCode.options.map((code) => {
    const zh = explainError(code, {}, 'zh-CN')
    const en = explainError(code, {}, 'en')
    return `| \`${code}\` | ${cell(zh.message)} | ${cell(zh.remedy)} | ${cell(en.message)} | ${cell(en.remedy)} |`
  }),
  '',
].join('\n')

const wanted = new Map([
  ['operations.md', `${operations.trimEnd()}\n`],
  ['errors.md', errors],
])
const checking = process.argv.includes('--check')
let stale = 0
mkdirSync(folder, { recursive: true })
for (const [name, text] of wanted) {
  const file = join(folder, name)
  const same = existsSync(file) && readFileSync(file, 'utf8') === text
  if (same) continue
  if (checking) {
    stale += 1
    console.error(`docs/generated/${name} is not what the contract gives: run npm run docs`)
  } else writeFileSync(file, text)
}
process.exit(stale === 0 ? 0 : 1)
