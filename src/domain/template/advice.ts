import { chineseNumber } from './chinese-number.ts'
import type { Part, Place } from './parse.ts'

/** Something that is read badly aloud, and how to write it so that it is read well, where that is plain. */
export type Advice = Place & { readonly code: 'digits' | 'latin' | 'unit'; readonly mend?: string }

/** Unit symbols behind a number, as people write them, by the word that is read. */
const UNITS: ReadonlyMap<string, string> = new Map([
  ['km', '公里'],
  ['cm', '厘米'],
  ['mm', '毫米'],
  ['m', '米'],
  ['kg', '公斤'],
  ['mg', '毫克'],
  ['g', '克'],
  ['t', '吨'],
  ['ml', '毫升'],
  ['mL', '毫升'],
  ['L', '升'],
  ['kWh', '千瓦时'],
  ['kW', '千瓦'],
  ['W', '瓦'],
  ['h', '小时'],
  ['min', '分钟'],
  ['s', '秒'],
  ['㎡', '平方米'],
  ['m²', '平方米'],
  ['m³', '立方米'],
  ['℃', '摄氏度'],
  ['°C', '摄氏度'],
  ['°', '度'],
])

/**
 * A standard date and time, which is read as one and is left alone; a share; a number; letters, some of which
 * are a unit; signs that are always a unit.
 */
const TOKEN =
  /([0-9]{4}\/[0-9]{2}\/[0-9]{2}(?: [0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?|[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)|([0-9]+)[%％]|([0-9]+(?:\.[0-9]+)?)|(°?[A-Za-z]+[²³]?(?:[ '’-][A-Za-z]+)*)|([%％‰℃°㎡￥¥€£])/g

/**
 * Digits are read one by one, English and unit symbols badly (audio.md §6). Only what stands in the text: what
 * values hold is seen when they are filled in.
 */
export function adviceFor(parts: readonly Part[]): readonly Advice[] {
  return parts.flatMap((part, at) => {
    if (part.is !== 'text') return []
    const afterVariable = parts[at - 1]?.is === 'variable'
    return [...part.written.matchAll(TOKEN)].flatMap((match) => {
      const found = read(match, part.written, afterVariable)
      const place = { offset: part.offset + match.index, length: match[0].length }
      return found === undefined ? [] : [{ ...found, ...place }]
    })
  })
}

function read(
  match: RegExpExecArray,
  text: string,
  afterVariable: boolean,
): Omit<Advice, keyof Place> | undefined {
  const [written, standard, share, number, letters] = match
  if (standard !== undefined) return undefined
  if (share !== undefined) {
    const spoken = quantity(share)
    return { code: 'unit', ...(spoken === undefined ? {} : { mend: `百分之${spoken}` }) }
  }
  if (number !== undefined) {
    // A single digit is read alike either way.
    if (number.length === 1) return undefined
    const spoken = quantity(number)
    return { code: 'digits', ...(spoken === undefined ? {} : { mend: spoken }) }
  }
  const measured = match.index === 0 ? afterVariable : /[0-9]/.test(text.charAt(match.index - 1))
  const unit = measured ? UNITS.get(written) : undefined
  if (unit !== undefined) return { code: 'unit', mend: unit }
  return { code: letters === undefined ? 'unit' : 'latin' }
}

/** A leading zero tells a number that is read out from one that counts. */
const quantity = (digits: string): string | undefined =>
  /^(?:0|[1-9][0-9]{0,7})$/.test(digits) ? chineseNumber(Number(digits)) : undefined
