import { Command } from 'commander'
import manifest from '../../../package.json' with { type: 'json' }
import { type ConvertOptions, convert } from './convert.ts'
import { exportHistory, FORMATS } from './history-export.ts'
import { receive } from './receive.ts'
import { simulate } from './simulate.ts'

const program = new Command('voicedesk')
  .description(manifest.description)
  .version(manifest.version)
  .showHelpAfterError()

program
  .command('simulate')
  .description('the platform simulator alone')
  .allowUnknownOption()
  .allowExcessArguments()
  .helpOption(false)
  .action((_options: unknown, command: Command) => simulate(command.args))

program
  .command('receive')
  .description('the receiver alone; prints the push addresses as one line of JSON when it listens')
  .requiredOption('--data-dir <dir>', 'where the log is kept')
  .option('--port <n>', 'port to listen on, 0 = any', '0')
  .option('--host <address>', '127.0.0.1, or 0.0.0.0 for pushes from other machines', '127.0.0.1')
  .action((options: { dataDir: string; port: string; host: string }) => receive(options))

program
  .command('history')
  .description('what is known about every call')
  .command('export')
  .requiredOption('--data-dir <dir>', 'the installation to read')
  .option('--format <format>', FORMATS.join(' | '), 'jsonl')
  .option('--out <file>', 'file to write; standard output when left out')
  .action((options: { dataDir: string; format: string; out?: string }) => exportHistory(options))

program
  .command('convert')
  .description('prompts as the platform takes them, from any sound file')
  .argument('<in...>', 'files, folders and patterns')
  .requiredOption('--out <dir>', 'where the prompts go')
  .option('--level <dBm0>', 'active speech level to bring them to, or off', '-19')
  .option('--trim', 'take silence off both ends')
  .option('--split', 'cut what is too long for one prompt into several, at pauses')
  .option('--name-map <file>', 'JSON object: file name to prompt name')
  .option('--force', 'replace prompts that are there already')
  .option('--json', 'report as JSON')
  .action(async (inputs: string[], options: ConvertOptions) => {
    const write = (line: string) => process.stdout.write(`${line}\n`)
    const good = await convert(inputs, options, write, process.stderr)
    if (!good) process.exitCode = 1
  })

try {
  await program.parseAsync()
} catch (problem) {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`)
  process.exitCode = 1
}
