import { describe, expect, it } from 'vitest'
import { edgesOf, findCycle } from './graph.ts'
import { refusal } from './rules.ts'

const ROOT = '/project'

/** The verdicts on all imports of one made-up file. */
const verdicts = (path: string, text: string) => edgesOf(text, path, ROOT).map(refusal)

describe('import rules', () => {
  it.each([
    ['a value import', "import { startApp } from '../../main/app.ts'"],
    ['a type import', "import type { App } from '../../main/app.ts'"],
    ['an inline type import', "import { type App } from '../../main/app.ts'"],
    ['a re-export', "export { startApp } from '../../main/app.ts'"],
    ['a type re-export', "export type { App } from '../../main/app.ts'"],
    ['a star re-export', "export * from '../../main/app.ts'"],
    ['a dynamic import', "export const load = () => import('../../main/app.ts')"],
    ['an import type', "export type App = import('../../main/app.ts').App"],
    ['a side-effect import', "import '../../main/app.ts'"],
  ])('refuses %s of main by the renderer', (_kind, text) => {
    const found = verdicts('src/renderer/app/App.tsx', text)
    expect(found.length).toBeGreaterThan(0)
    expect(found.every((verdict) => verdict?.includes('may not import src/main/app.ts'))).toBe(true)
  })

  it.each([
    ['src/domain/calls/reduce.ts', "import { z } from 'zod'"],
    ['src/domain/calls/reduce.ts', "import { readFileSync } from 'node:fs'"],
    ['src/contract/calls.ts', "import type { Call } from '../domain/calls/index.ts'"],
    ['src/main/calls/index.ts', "import { app } from 'electron'"],
    ['src/main/calls/index.ts', "import Database from 'better-sqlite3'"],
    ['src/main/history/index.ts', "import keytar from 'keytar'"],
    ['src/main/calls/index.ts', "import { attempt } from '../recordings/attempt.ts'"],
    ['src/main/platform/index.ts', "import { Refusal } from '../../contract/errors.ts'"],
    ['src/main/hosts/browser/server.ts', "import { createCalls } from '../../calls/index.ts'"],
    ['src/main/hosts/electron/main.ts', "import { admit } from '../browser/guard.ts'"],
    ['src/simulator/index.ts', "import { sign } from '../main/platform/index.ts'"],
    ['src/simulator/index.ts', "import { reduceCall } from '../domain/calls/index.ts'"],
    ['src/renderer/features/dial/View.tsx', "import { list } from '../history/selectors.ts'"],
    ['src/renderer/features/dial/View.tsx', "import WaveSurfer from 'wavesurfer.js'"],
    ['src/renderer/ui/Card.tsx', "import { client } from '../client/index.ts'"],
    ['src/preload/index.ts', "import { z } from 'zod'"],
    ['src/nowhere/thing.ts', "import '../contract/index.ts'"],
  ])('refuses in %s: %s', (path, text) => {
    expect(verdicts(path, text)).toEqual([expect.any(String)])
  })

  it.each([
    ['src/contract/values.ts', "import { isE164 } from '../domain/values.ts'"],
    ['src/main/calls/index.ts', "import type { Store } from '../store/index.ts'"],
    ['src/renderer/features/dial/View.tsx', "import { useCalls } from '../calls/index.ts'"],
    ['src/simulator/recording.ts', "import { encodeALaw } from '../domain/alaw/index.ts'"],
    ['src/main/app.ts', "import { createCalls } from './calls/index.ts'"],
  ])('allows in %s: %s', (path, text) => {
    expect(verdicts(path, text)).toEqual([undefined])
  })

  it('finds a cycle through type imports and re-exports', () => {
    const edges = [
      ...edgesOf("import type { B } from './b.ts'", 'src/domain/a.ts', ROOT),
      ...edgesOf("export * from './c.ts'", 'src/domain/b.ts', ROOT),
      ...edgesOf("export const load = () => import('./a.ts')", 'src/domain/c.ts', ROOT),
    ]
    expect(findCycle(edges)).toEqual([
      'src/domain/a.ts',
      'src/domain/b.ts',
      'src/domain/c.ts',
      'src/domain/a.ts',
    ])
    expect(findCycle(edges.slice(0, 2))).toBeUndefined()
  })
})
