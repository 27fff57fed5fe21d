// Runs a program of the project with the Node that the project brings.
import { ensureDependencies, environment, node, run } from './setup.mjs'

await ensureDependencies()
process.exit(await run(node, process.argv.slice(2), { env: environment() }))
