import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** When a line of the log was written; `undefined` for one that was cut off. */
function timeOf(line: string): number | undefined {
  const time = /"time":"([^"]+)"/.exec(line)?.[1]
  const at = time === undefined ? Number.NaN : Date.parse(time)
  return Number.isNaN(at) ? undefined : at
}

/** The lines of a log with the time of each, in their order; none when there is no such file. */
export async function* linesOf(file: string): AsyncGenerator<{ line: string; at: number | undefined }> {
  const source = createReadStream(file, 'utf8')
  try {
    for await (const line of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
      yield { line, at: timeOf(line) }
    }
  } catch (problem) {
    const missing = problem instanceof Error && 'code' in problem && problem.code === 'ENOENT'
    if (!missing) throw problem
  }
}
