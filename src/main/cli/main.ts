import { Command } from 'commander'
import manifest from '../../../package.json' with { type: 'json' }
import { backup, PASSPHRASE, restore, verifyAudit } from './archive.ts'
import { type ConvertOptions, convert } from './convert.ts'
import { doctor } from './doctor.ts'
import { type ExportOptions, exportHistory, FORMATS } from './history-export.ts'
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
  .option('--headings <language>', 'en | zh-CN', 'en')
  .option('--encoding <name>', 'of CSV: utf-8 | gbk', 'utf-8')
  .action((options: ExportOptions) => exportHistory(options))

program
  .command('backup')
  .description(`one file with everything but the secrets; with them, encrypted, if ${PASSPHRASE} is set`)
  .requiredOption('--data-dir <dir>', 'the installation, which may be running')
  .requiredOption('--out <file>', 'the file to write')
  .option('--no-recordings', 'leave the recordings out')
  .action((options: { dataDir: string; out: string; recordings: boolean }) => backup(options))

program
  .command('restore')
  .description(
    `proves a backup and puts it into an empty directory; secrets come back if ${PASSPHRASE} is set`,
  )
  .argument('<file>', 'the backup')
  .requiredOption('--data-dir <dir>', 'where it goes; must hold no data yet')
  .action((file: string, options: { dataDir: string }) => restore(file, options))

program
  .command('audit')
  .description('the audit log')
  .command('verify')
  .description('follows its chain of hashes; not 0 when it was changed from outside')
  .requiredOption('--data-dir <dir>', 'the installation to read')
  .action(async (options: { dataDir: string }) => {
    if (!(await verifyAudit(options))) process.exitCode = 1
  })

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

program
  .command('doctor')
  .description('a check-up: clock, keychain, reachability, credentials (one try), number format, receiver')
  .requiredOption('--data-dir <dir>', 'the installation to look at; its desk must be closed')
  .option('--json', 'findings as JSON')
  .action(async (options: { dataDir: string; json?: boolean }) => {
    const good = await doctor(options, (line) => process.stdout.write(`${line}\n`))
    if (!good) process.exitCode = 1
  })

try {
  await program.parseAsync()
} catch (problem) {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`)
  process.exitCode = 1
}
