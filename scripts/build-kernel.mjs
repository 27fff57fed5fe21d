// npm run kernel: compiles the inner loops written in C. Needs clang and lld with the wasm32 target.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './setup.mjs'

const KERNELS = [
  {
    folder: 'src/main/sound/kernel',
    source: 'kernel.c',
    constant: 'KERNEL_BASE64',
    link: ['input', 'filters', 'levels', 'envelope', 'limited', '__heap_base'].map(
      (name) => `-Wl,--export=${name}`,
    ),
  },
  {
    folder: 'src/main/audio/kernel',
    source: 'peaks.c',
    constant: 'PEAKS_KERNEL_BASE64',
    link: ['codes', 'pairs', 'amplitude'].map((name) => `-Wl,--export=${name}`),
  },
  {
    folder: 'src/main/sound/m4a/kernel',
    source: 'aac.c',
    constant: 'AAC_KERNEL_BASE64',
    // The arrays that are filled or read from outside.
    link: [
      ...['frame', 'books', 'gains', 'lines', 'groups', 'starts', 'codes', 'codes_at', 'codes_bits'],
      ...['power', 'signed_power', 'turns_long', 'turns_short', 'stages_long', 'stages_short'],
      ...['slopes_long', 'slopes_short', 'spectrum_in', 'samples_out'],
    ].map((name) => `-Wl,--export=${name}`),
  },
]

const scratch = mkdtempSync(join(tmpdir(), 'voicedesk-kernel-'))
const flags = ['--target=wasm32', '-O3', '-msimd128', '-mbulk-memory', '-mnontrapping-fptoint']
const common = ['-nostdlib', '-Wl,--no-entry', '-Wl,-z,stack-size=4096', '-Wl,--strip-all']
for (const { folder, source, constant, link } of KERNELS) {
  const binary = join(scratch, 'kernel.wasm')
  const from = join(root, folder, source)
  execFileSync('clang', [...flags, ...common, ...link, '-o', binary, from], { stdio: 'inherit' })
  const text = readFileSync(binary)
    .toString('base64')
    .replace(/.{1,96}/g, "  '$&' +\n")
    .replace(/ \+\n$/, '\n')
  writeFileSync(
    join(root, folder, 'bytes.ts'),
    `/** ${source}, compiled: made by \`npm run kernel\`, not by hand. */\nexport const ${constant} =\n${text}`,
  )
}
rmSync(scratch, { recursive: true, force: true })
