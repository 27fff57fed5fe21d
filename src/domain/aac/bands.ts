/**
 * Where the scale factor bands begin, for windows of 1024 and of 128 lines, and how many bands temporal noise
 * shaping may reach (ISO/IEC 14496-3, tables 4.129 to 4.148 and 4.155).
 */
export type Bands = {
  readonly long: Uint16Array
  readonly short: Uint16Array
  readonly mostTnsLong: number
  readonly mostTnsShort: number
}

/** Bands are told by their widths, which say more: `[4, 10]` is ten bands of four lines. */
const starts = (...runs: readonly (readonly [width: number, count: number])[]): Uint16Array => {
  const found = [0]
  let at = 0
  for (const [width, count] of runs) {
    for (let band = 0; band < count; band += 1) {
      at += width
      found.push(at)
    }
  }
  return Uint16Array.from(found)
}

const LONG_96 = starts([4, 14], [8, 5], [12, 5], [16, 2], [24, 1], [28, 1], [36, 1], [44, 1], [64, 11])
const LONG_64 = starts([4, 14], [8, 4], [12, 3], [16, 3], [20, 1], [24, 2], [28, 1], [36, 1], [40, 18])
const LONG_48 = starts([4, 10], [8, 7], [12, 4], [16, 2], [20, 2], [24, 2], [28, 2], [32, 19], [96, 1])
const LONG_32 = starts([4, 10], [8, 7], [12, 4], [16, 2], [20, 2], [24, 2], [28, 2], [32, 22])
const LONG_24 = starts(
  [4, 11],
  [8, 10],
  [12, 4],
  [16, 3],
  [20, 2],
  [24, 2],
  [28, 2],
  [32, 1],
  [36, 2],
  [40, 1],
  [44, 1],
  [48, 1],
  [52, 2],
  [64, 5],
)
const LONG_16 = starts(
  [8, 11],
  [12, 9],
  [16, 4],
  [20, 3],
  [24, 2],
  [28, 2],
  [32, 1],
  [36, 1],
  [40, 2],
  [44, 1],
  [48, 1],
  [52, 1],
  [56, 1],
  [60, 1],
  [64, 3],
)
const LONG_8 = starts(
  [12, 13],
  [16, 7],
  [20, 4],
  [24, 3],
  [28, 2],
  [32, 1],
  [36, 2],
  [40, 1],
  [44, 1],
  [48, 1],
  [52, 1],
  [56, 1],
  [60, 1],
  [64, 1],
  [80, 1],
)
const SHORT_96 = starts([4, 6], [8, 3], [16, 1], [28, 1], [36, 1])
const SHORT_48 = starts([4, 5], [8, 3], [12, 3], [16, 3])
const SHORT_24 = starts([4, 7], [8, 3], [12, 2], [16, 2], [20, 1])
const SHORT_16 = starts([4, 8], [8, 2], [12, 2], [16, 1], [20, 2])
const SHORT_8 = starts([4, 7], [8, 4], [12, 1], [16, 1], [20, 2])

const AT_8000: Bands = { long: LONG_8, short: SHORT_8, mostTnsLong: 39, mostTnsShort: 14 }
const BANDS: readonly Bands[] = [
  { long: LONG_96, short: SHORT_96, mostTnsLong: 31, mostTnsShort: 9 },
  { long: LONG_96, short: SHORT_96, mostTnsLong: 31, mostTnsShort: 9 },
  { long: LONG_64, short: SHORT_96, mostTnsLong: 34, mostTnsShort: 10 },
  { long: LONG_48, short: SHORT_48, mostTnsLong: 40, mostTnsShort: 14 },
  { long: LONG_48, short: SHORT_48, mostTnsLong: 42, mostTnsShort: 14 },
  { long: LONG_32, short: SHORT_48, mostTnsLong: 51, mostTnsShort: 14 },
  { long: LONG_24, short: SHORT_24, mostTnsLong: 46, mostTnsShort: 14 },
  { long: LONG_24, short: SHORT_24, mostTnsLong: 46, mostTnsShort: 14 },
  { long: LONG_16, short: SHORT_16, mostTnsLong: 42, mostTnsShort: 14 },
  { long: LONG_16, short: SHORT_16, mostTnsLong: 42, mostTnsShort: 14 },
  { long: LONG_16, short: SHORT_16, mostTnsLong: 42, mostTnsShort: 14 },
  AT_8000,
]

/** The rates that have an index of their own, in its order. */
export const RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350,
] as const

/** Any other rate uses the tables of the one that stands here with the lowest rate it is for (table 4.82). */
const LOWEST_FOR = [92_017, 75_132, 55_426, 46_009, 37_566, 27_713, 23_004, 18_783, 13_856, 11_502, 9391]

export function bandsFor(rate: number): Bands {
  const index = LOWEST_FOR.findIndex((lowest) => rate >= lowest)
  return BANDS[index === -1 ? LOWEST_FOR.length : index] ?? AT_8000
}
