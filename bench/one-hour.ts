/** Converts a file of an hour in a process of its own and prints how much memory it took at most, in bytes. */
import { convertToPrompt } from '../src/main/sound/convert.ts'

const [source = '', target = ''] = process.argv.slice(2)
await convertToPrompt(
  source,
  target,
  { levelDbm0: -19, trim: false },
  { mostBytes: Number.POSITIVE_INFINITY },
)
console.log(process.resourceUsage().maxRSS * 1024)
