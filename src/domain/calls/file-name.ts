import type { Call } from './call.ts'

/**
 * What the recording of a call is called when it leaves the application: when the call was, in the zone given,
 * and the last digits of the customer's number. Never the whole number: file names are read over shoulders.
 *
 * @param zone minutes that local time is ahead of UTC
 * @example 2026-03-01 14.05.09 …0001
 */
export function recordingName(call: Pick<Call, 'startedAt' | 'a' | 'b'>, zone: number): string {
  const local = new Date(call.startedAt + zone * 60_000).toISOString()
  const digits = (call.b?.number ?? call.a.number ?? '').replaceAll(/\D/g, '')
  const ending = digits === '' ? '' : ` …${digits.slice(-4)}`
  return `${local.slice(0, 10)} ${local.slice(11, 19).replaceAll(':', '.')}${ending}`
}

/** The same names, each once: what comes again gets a number. */
export function eachOnce(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let free = name
    for (let number = 2; taken.has(free); number += 1) free = `${name} (${number})`
    taken.add(free)
    return free
  })
}
