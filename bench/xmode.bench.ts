/**
 * Decisions of mode X: 200 questions a second for twenty seconds, each tenth call going on with its ordinary pushes
 * (events and fee record) beside them, through the whole application in a process of its own: signature, rules, group
 * commit, answer. Told is
 * what the simulator measures from the connection to the whole answer, and that every question is in the log. The
 * peer is the same receiver with no rule to look at.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDeskProcess } from '../src/main/testing/desk-process.ts'
import { maskingProfile } from '../src/main/testing/masking-desk.ts'
import { startSimulator } from '../src/simulator/index.ts'
import { machine, report } from './figures.ts'

const PER_SECOND = 200
const SECONDS = 20
const RULES = 500

const rows: [string, string][] = [['machine', machine()]]
for (const rules of [0, RULES]) {
  const dataDir = mkdtempSync(join(tmpdir(), 'voicedesk-xmode-'))
  const simulator = await startSimulator({ speed: 1 })
  const desk = await startDeskProcess(dataDir)
  try {
    const { client } = desk
    const { profileId, app: platformApp, x } = await maskingProfile(desk, simulator, 'x')
    await client.routing.savePlan({
      profileId,
      plan: {
        rules: Array.from({ length: rules }, (_, at) => ({
          id: `rule-${String(at).padStart(8, '0')}`,
          name: `rule ${at}`,
          enabled: true,
          for: 'call' as const,
          // Only the last one fits, so all are looked at.
          ...(at === rules - 1 ? {} : { caller: { by: 'prefix' as const, digits: `19${at}` } }),
          answer: { do: 'connect' as const, callee: x, maxDurationMinutes: 0, record: false },
        })),
        answerShape: 'list',
      },
    })
    const spec = { appKey: platformApp.appKey, x, from: '+8613700000000', follow: 10 }
    await simulator.soak({ ...spec, perSecond: PER_SECOND, seconds: 2 })
    const before = await client.routing.decisions({ profileId, limit: 1 })
    const soak = await simulator.soak({
      ...spec,
      perSecond: PER_SECOND,
      seconds: SECONDS,
      from: '+8613800000000',
    })
    const after = await client.routing.decisions({ profileId, limit: 1 })
    const kept = (after.decisions[0]?.id ?? 0) - (before.decisions[0]?.id ?? 0)
    const name = rules === 0 ? 'no rule' : `${rules} rules`
    rows.push([`${name}: answers`, JSON.stringify(soak.latency)])
    rows.push([
      `${name}: asked, kept`,
      `${soak.asked}, ${kept} (${JSON.stringify(soak.verdicts)}, late ${soak.late})`,
    ])
  } finally {
    await desk.close()
    await simulator.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
report(rows)
