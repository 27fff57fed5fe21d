import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export type Running = {
  readonly child: ChildProcess
  /** Everything it has written so far. */
  readonly output: () => string
  stop(): Promise<void>
  kill(): Promise<void>
}

/** Starts a program and waits until its output matches; what it wrote is told when it ends before. */
export async function startAndWait(
  command: string,
  args: readonly string[],
  ready: RegExp,
  options: SpawnOptions = {},
): Promise<Running & { readonly match: RegExpExecArray }> {
  const child = spawn(command, [...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
  let text = ''
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const match = await new Promise<RegExpExecArray>((resolve, reject) => {
    const look = (chunk: unknown) => {
      text += String(chunk)
      const found = ready.exec(text)
      if (found !== null) resolve(found)
    }
    child.stdout?.on('data', look)
    child.stderr?.on('data', look)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${args[0] ?? command} ended with ${code}:\n${text}`)))
  })
  return {
    child,
    match,
    output: () => text,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
