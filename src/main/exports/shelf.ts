import { readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** A file that can be fetched under `/exports/<id>`. */
export type Shelved = {
  readonly id: string
  readonly path: string
  /** Same-origin path for the screen. */
  readonly resultPath: string
}

export type ShelvedFile = { readonly path: string; readonly type: string; readonly name: string }

export type Shelf = {
  /** A place for a file that is about to be written. @param name under which a person saves it */
  place(name: string): Shelved
  find(id: string): Promise<ShelvedFile | undefined>
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.csv', 'text/csv'],
  ['.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['.jsonl', 'application/jsonl'],
  ['.json', 'application/json'],
  ['.vcf', 'text/vcard'],
  ['.zip', 'application/zip'],
  ['.vdbackup', 'application/octet-stream'],
])

/** Between the id and the name in the folder. */
const SEPARATOR = '--'

/** Files that were made for a person to save, each whole, by an id nobody guesses. */
export function createShelf(folder: string, newId: () => string): Shelf {
  return {
    place(name) {
      const id = newId()
      return { id, path: join(folder, `${id}${SEPARATOR}${name}`), resultPath: `/exports/${id}` }
    },
    async find(id) {
      const file = (await readdir(folder)).find(
        (name) => name.startsWith(`${id}${SEPARATOR}`) && TYPES.has(extname(name)),
      )
      if (file === undefined || !(await stat(join(folder, file))).isFile()) return undefined
      const type = TYPES.get(extname(file)) ?? 'application/octet-stream'
      return { path: join(folder, file), type, name: file.slice(id.length + SEPARATOR.length) }
    },
  }
}
