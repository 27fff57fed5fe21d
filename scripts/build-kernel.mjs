// npm run kernel: compiles the resampler's inner loops. Needs clang and lld with the wasm32 target.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './setup.mjs'

const folder = join(root, 'src/main/sound/kernel')
const scratch = mkdtempSync(join(tmpdir(), 'voicedesk-kernel-'))
const binary = join(scratch, 'kernel.wasm')
const flags = ['--target=wasm32', '-O3', '-msimd128', '-mbulk-memory', '-nostdlib', '-Wl,--no-entry']
const link = [
  '-Wl,-z,stack-size=4096',
  '-Wl,--initial-memory=131072',
  '-Wl,--export=__heap_base',
  '-Wl,--strip-all',
]
execFileSync('clang', [...flags, ...link, '-o', binary, join(folder, 'kernel.c')], { stdio: 'inherit' })
const text = readFileSync(binary)
  .toString('base64')
  .replace(/.{1,96}/g, "  '$&' +\n")
  .replace(/ \+\n$/, '\n')
writeFileSync(
  join(folder, 'bytes.ts'),
  `/** kernel.c, compiled: made by \`npm run kernel\`, not by hand. */\nexport const KERNEL_BASE64 =\n${text}`,
)
rmSync(scratch, { recursive: true, force: true })
