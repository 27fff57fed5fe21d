import { runSimulate } from '../../simulator/command.ts'
import { untilStopped } from './stop.ts'

export async function simulate(args: readonly string[]): Promise<void> {
  const simulator = await runSimulate(args, (line) => process.stdout.write(`${line}\n`))
  await untilStopped()
  await simulator.close()
}
