import { PER_YUAN } from '../../../domain/billing/index.ts'
import type { Language } from '../../i18n/index.ts'

/** An amount in ten-thousandths of a yuan, with two to four decimals for prices and two for sums. */
export const formatMoney = (amount: number, language: Language, decimals: 'sum' | 'price' = 'sum'): string =>
  new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: decimals === 'sum' ? 2 : 4,
  }).format(amount / PER_YUAN)

export const formatCount = (count: number, language: Language): string =>
  new Intl.NumberFormat(language).format(count)
