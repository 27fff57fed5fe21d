import type { Edge } from './graph.ts'

/**
 * Who may draw on whom (docs/architecture.md, "Rooms"). A room is the longest prefix of a path that stands
 * in the table. `self` is always allowed. A folder marked with `/index` may be entered by its index only.
 */
type Room = {
  readonly at: string
  /** Rooms and single files it may import. */
  readonly ours: readonly string[]
  /** Packages it may import; `node` is Node's own modules. */
  readonly guests: readonly string[]
}

const TOPICS = [
  'annotations',
  'audit',
  'batches',
  'bindings',
  'backup',
  'calls',
  'campaigns',
  'contacts',
  'cost',
  'do-not-call',
  'doctor',
  'exports',
  'gaps',
  'forms',
  'history',
  'masking',
  'messages',
  'notify',
  'privacy',
  'profiles',
  'prompts',
  'recordings',
  'reminders',
  'redaction',
  'retention',
  'review',
  'routing',
  'settings',
  'tasks',
  'templates',
  'uploads',
  'views',
]
const DOORS = ['platform', 'receiver', 'store', 'secrets', 'audio', 'sound', 'sheets', 'files']
/** How long an act may take, wherever it is carried out. */
const TIME_LIMIT = 'src/main/time-limit/index'
const doors = (...names: string[]) => names.map((name) => `src/main/${name}/index`)
const topicsOf = (...names: string[]) => names.map((name) => `src/main/${name}/index`)

const FEATURES = [
  'annotations',
  'audit',
  'backup',
  'batches',
  'bindings',
  'calls',
  'campaigns',
  'contacts',
  'cost',
  'dial',
  'do-not-call',
  'doctor',
  'exports',
  'gaps',
  'history',
  'messages',
  'notify',
  'player',
  'privacy',
  'profiles',
  'prompts',
  'receiver',
  'recordings',
  'retention',
  'review',
  'routing',
  'reminders',
  'review',
  'settings',
  'tasks',
  'templates',
  'uploads',
]
const features = FEATURES.map((name) => `src/renderer/features/${name}/index`)
const SCREEN_GUESTS = [
  'react',
  'zustand',
  'wouter',
  'dayjs',
  '@mantine/core',
  '@mantine/hooks',
  '@mantine/form',
  '@mantine/dates',
  '@mantine/dropzone',
  '@mantine/notifications',
  '@mantine/spotlight',
  '@tabler/icons-react',
  '@tanstack/react-virtual',
  'react-i18next',
  'i18next',
]

/** Packages that one topic alone uses. */
const TABLE_GUESTS: Readonly<Record<string, readonly string[]>> = {
  prompts: ['csv-stringify'],
  backup: ['yazl', 'yauzl'],
  exports: ['csv-stringify', 'csv-parse', 'read-excel-file', 'iconv-lite', 'yazl'],
  recordings: ['csv-stringify'],
}

/** The same for the screen. */
const SCREEN_TOPIC_GUESTS: Readonly<Record<string, readonly string[]>> = {
  cost: ['@mantine/charts'],
  player: ['wavesurfer.js'],
}

const ROOMS: readonly Room[] = [
  {
    at: 'src/contract',
    ours: [
      'src/domain/values.ts',
      'src/domain/prompt/review.ts',
      'src/domain/audit/actions.ts',
      'src/domain/retention/index.ts',
      // Lists of names that a schema and the rules share.
      'src/domain/calls/call.ts',
      'src/domain/bindings/binding.ts',
      'src/domain/bindings/drift-kinds.ts',
      'src/domain/bindings/finding.ts',
      'src/domain/bindings/mode.ts',
      'src/domain/bindings/terms.ts',
      'src/domain/batches/batch.ts',
      'src/domain/gaps/kinds.ts',
      'src/domain/messages/message.ts',
      'src/domain/billing/days.ts',
      'src/domain/billing/prices.ts',
      'src/domain/notify/limits.ts',
      'src/domain/notify/code.ts',
    ],
    guests: ['zod'],
  },
  { at: 'src/domain', ours: [], guests: [] },
  { at: 'src/domain/phone', ours: ['src/domain'], guests: ['libphonenumber-js'] },
  { at: 'src/domain/prompt', ours: ['src/domain'], guests: ['pinyin-pro'] },
  {
    at: 'src/simulator',
    ours: ['src/domain/values.ts', 'src/domain/alaw', 'src/domain/wav', 'src/domain/time'],
    guests: ['node'],
  },
  { at: 'src/preload', ours: [], guests: ['electron'] },

  {
    at: 'src/main/platform',
    ours: ['src/domain', ...doors('files'), TIME_LIMIT],
    guests: ['node', 'proxy-from-env', 'zod'],
  },
  { at: 'src/main/store', ours: ['src/domain', 'src/main/files'], guests: ['node', 'better-sqlite3'] },
  { at: 'src/main/secrets', ours: ['src/domain'], guests: ['node', 'keytar', 'zod'] },
  { at: 'src/main/audio', ours: ['src/domain', 'src/main/files'], guests: ['node', 'zod', 'yazl'] },
  {
    at: 'src/main/sound',
    ours: ['src/domain', 'src/main/files'],
    guests: [
      'node',
      '@audio/decode-amr',
      'mpg123-decoder',
      'opus-decoder',
      'ogg-opus-decoder',
      '@wasm-audio-decoders/flac',
      '@wasm-audio-decoders/ogg-vorbis',
    ],
  },
  {
    at: 'src/main/sheets',
    ours: ['src/domain', 'src/main/files'],
    guests: ['node', 'csv-parse', 'csv-stringify', 'read-excel-file', 'write-excel-file'],
  },
  { at: 'src/main/files', ours: ['src/domain'], guests: ['node'] },
  { at: 'src/main/log', ours: ['src/domain'], guests: ['node', 'pino'] },
  { at: 'src/main/receiver', ours: ['src/domain', ...doors('store')], guests: ['node', 'zod'] },
  // The receiver as a topic of the contract: status and quarantine for the screen.
  {
    at: 'src/main/receiver/service.ts',
    ours: [
      'src/contract',
      'src/domain',
      'src/main/receiver',
      'src/main/rpc/event-bus.ts',
      'src/main/log',
      ...doors('store'),
    ],
    guests: [],
  },

  { at: 'src/main/time-limit', ours: [], guests: ['node'] },
  { at: 'src/main/rpc', ours: ['src/contract', 'src/domain', TIME_LIMIT], guests: ['node', 'zod'] },
  { at: 'src/main/web', ours: ['src/contract', 'src/domain', ...doors('files')], guests: ['node'] },
  ...TOPICS.map((name) => ({
    at: `src/main/${name}`,
    ours: [
      'src/contract',
      'src/domain',
      'src/main/log',
      // The edge a topic answers to: publishing, and not too often; words for a stored error, a file to serve.
      'src/main/rpc/event-bus.ts',
      'src/main/rpc/at-most-every.ts',
      'src/main/rpc/dispatch.ts',
      'src/main/web/page.ts',
      ...doors(...DOORS),
      ...topicsOf(...TOPICS),
    ],
    guests: ['node', 'zod', ...(TABLE_GUESTS[name] ?? [])],
  })),
  { at: 'src/main/demo', ours: ['src/domain', ...topicsOf('profiles', 'uploads')], guests: ['node', 'zod'] },
  {
    at: 'src/main/app.ts',
    ours: [
      'src/contract',
      'src/domain',
      'package.json',
      'src/main/damaged-app.ts',
      'src/main/rpc',
      'src/main/web',
      'src/main/log',
      'src/main/demo',
      'src/main/receiver/service.ts',
      ...doors(...DOORS),
      ...topicsOf(...TOPICS),
    ],
    guests: ['node'],
  },
  {
    at: 'src/main/damaged-app.ts',
    ours: [
      'src/contract',
      'src/domain',
      'package.json',
      'src/main/rpc',
      'src/main/web',
      'src/main/log',
      'src/main/demo',
      'src/main/receiver/service.ts',
      ...doors(...DOORS),
      ...topicsOf(...TOPICS),
    ],
    guests: ['node'],
  },
  {
    at: 'src/main/hosts/browser',
    ours: ['src/main/app.ts', 'src/main/rpc', 'src/main/web', 'src/contract'],
    guests: ['node', 'ws'],
  },
  {
    at: 'src/main/hosts/electron',
    ours: ['src/main/app.ts', 'src/main/rpc', 'src/main/web', 'src/contract'],
    guests: ['node', 'electron'],
  },
  {
    at: 'src/main/cli',
    ours: [
      'package.json',
      'src/main/app.ts',
      'src/contract',
      'src/domain',
      'src/main/log',
      'src/simulator/command.ts',
      'src/main/exports/index.ts',
      'src/main/backup/index.ts',
      ...doors('store', 'receiver', 'files', 'secrets', 'sound'),
    ],
    guests: ['node', 'zod', 'commander'],
  },

  { at: 'src/renderer/client', ours: ['src/contract', 'src/domain'], guests: [] },
  { at: 'src/renderer/ui', ours: ['src/renderer/i18n', 'src/domain'], guests: SCREEN_GUESTS },
  { at: 'src/renderer/i18n', ours: ['src/domain'], guests: ['react', 'i18next', 'react-i18next', 'dayjs'] },
  ...FEATURES.map((name) => ({
    at: `src/renderer/features/${name}`,
    ours: [
      'src/contract',
      'src/domain',
      'src/renderer/client',
      'src/renderer/ui',
      'src/renderer/i18n',
      ...features,
    ],
    guests: [...SCREEN_GUESTS, ...(SCREEN_TOPIC_GUESTS[name] ?? [])],
  })),
  {
    at: 'src/renderer/app',
    ours: [
      'src/contract',
      'src/domain',
      'src/renderer/client',
      'src/renderer/ui',
      'src/renderer/i18n',
      ...features,
    ],
    guests: [...SCREEN_GUESTS, 'react-dom'],
  },

  {
    at: 'e2e',
    ours: ['src/contract', 'src/domain', 'src/simulator/index.ts', 'src/main/secrets/testing', 'scripts'],
    guests: [
      'node',
      '@playwright/test',
      'iconv-lite',
      '@axe-core/playwright',
      'playwright-core',
      'ws',
      'zod',
    ],
  },
  {
    at: 'bench',
    ours: ['src', 'scripts', 'e2e/hosts'],
    guests: ['node', 'zod', '@playwright/test', 'better-sqlite3', 'write-excel-file'],
  },
  { at: 'scripts', ours: ['src', 'e2e'], guests: ['node', 'oxc-parser', '@playwright/test', 'zod'] },
]

/** Tests may look at more: the simulator, the contract and the test tools, from any room. */
const TEST_GUESTS = [
  'write-excel-file',
  'vitest',
  'fast-check',
  'node',
  'ws',
  'zod',
  'better-sqlite3',
  'yauzl',
]

const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.includes('/testing/')

const within = (path: string, place: string) =>
  place.endsWith('/index')
    ? path === `${place}.ts` || path === `${place}.tsx`
    : path === place || path.startsWith(`${place}/`)

function roomOf(path: string): Room | undefined {
  return ROOMS.filter((room) => within(path, room.at)).sort(
    (one, other) => other.at.length - one.at.length,
  )[0]
}

/** @returns why an import is not allowed, or nothing */
export function refusal(edge: Edge): string | undefined {
  const room = roomOf(edge.from)
  const test = isTest(edge.from)
  // A test of several rooms together stands above them.
  if (room === undefined) return test ? undefined : 'stands in no room'
  if ('guest' in edge) {
    if (room.guests.includes(edge.guest) || (test && TEST_GUESTS.includes(edge.guest))) return undefined
    return `${room.at} may not import the package ${edge.guest}`
  }
  if (within(edge.to, room.at)) return undefined
  if (room.ours.some((place) => within(edge.to, place))) return undefined
  if (test && !edge.to.startsWith('src/renderer')) return undefined
  return `${room.at} may not import ${edge.to}`
}
