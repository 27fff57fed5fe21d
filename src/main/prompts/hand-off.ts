import { copyFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { checkPrompt, type Finding } from '../../domain/prompt/index.ts'
import { TELEPHONE_RATE } from '../../domain/sound/index.ts'
import type { PromptId, UtcMs } from '../../domain/values.ts'
import { readAlawWav } from '../../domain/wav/index.ts'
import { writeWhole } from '../files/index.ts'

/** A prompt that is to be uploaded by a person. */
export type Handed = {
  readonly promptId: PromptId
  readonly name: string
  readonly description: string
  readonly path: string
  readonly seconds: number
  readonly bytes: number
  readonly sha256: string
}

/** What the file itself says, read anew: the library may say one thing and the disk another. */
export async function checkAgain(prompt: Handed): Promise<readonly Finding[]> {
  const bytes = await readFile(prompt.path).catch(() => new Uint8Array())
  const wav = readAlawWav(bytes)
  return checkPrompt({
    name: prompt.name,
    bytes: bytes.length,
    seconds: wav.ok ? wav.dataBytes / TELEPHONE_RATE : 0,
    wav: wav.ok ? undefined : wav.problem,
    limited: 0,
    made: true,
  })
}

/**
 * A folder with the files under their names and a manifest for the person who uploads them: one line a file,
 * with what the console asks for (audio.md §3).
 *
 * @returns the folder and the path of the manifest
 */
export async function writeHandOff(
  root: string,
  prompts: readonly Handed[],
  at: UtcMs,
): Promise<{ folder: string; manifest: string; files: { promptId: PromptId; path: string }[] }> {
  const stamp = new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')
  const folder = join(root, stamp)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const files = []
  for (const { promptId, name, path } of prompts) {
    const target = join(folder, name)
    await copyFile(path, target)
    files.push({ promptId, path: target })
  }
  const manifest = join(folder, 'manifest.csv')
  await writeWhole(manifest, new TextEncoder().encode(manifestOf(prompts)))
  return { folder, manifest, files }
}

/** With a byte order mark and without formulas, since the program that will open it may be a spreadsheet. */
const manifestOf = (prompts: readonly Handed[]): string =>
  stringify(
    prompts.map(({ name, description, seconds, bytes, sha256 }) => [
      name,
      description,
      seconds.toFixed(2),
      bytes,
      sha256,
    ]),
    {
      header: true,
      columns: ['name', 'description', 'seconds', 'bytes', 'sha256'],
      bom: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  )
