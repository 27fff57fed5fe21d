const DIGITS = '零一二三四五六七八九'
const PLACES = ['', '十', '百', '千']
const GROUP = 10_000
/** The first number that would need 亿. */
const BEYOND = GROUP * GROUP

/** A quantity as it is spoken, 1200 as 一千二百; nothing for what is not a whole number below a hundred million. */
export function chineseNumber(value: number): string | undefined {
  if (!Number.isInteger(value) || value < 0 || value >= BEYOND) return undefined
  if (value === 0) return '零'
  const high = Math.floor(value / GROUP)
  const low = value % GROUP
  const lowWords = low === 0 ? '' : `${high > 0 && low < 1000 ? '零' : ''}${fourDigits(low)}`
  const words = high === 0 ? lowWords : `${fourDigits(high)}万${lowWords}`
  // 十二, not 一十二, where a number begins.
  return words.startsWith('一十') ? words.slice(1) : words
}

function fourDigits(value: number): string {
  const digits = [...String(value)]
  let words = ''
  let gap = false
  for (const [at, digit] of digits.entries()) {
    if (digit === '0') {
      gap = true
      continue
    }
    if (gap) words += '零'
    gap = false
    words += `${DIGITS[Number(digit)] ?? ''}${PLACES[digits.length - 1 - at] ?? ''}`
  }
  return words
}
