import { useEffect, useMemo } from 'react'
import { billingDay, priceTable } from '../../../domain/billing/index.ts'
import type { Service } from '../../../domain/calls/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { formatMoney } from './money.ts'
import { useCost } from './store.ts'

/**
 * What billed minutes of one leg would cost today by the person's price table, in words; `undefined` where the table
 * has no price for them.
 */
export function useEstimate(service: Service, profileId: string): (minutes: number) => string | undefined {
  const { language } = useTexts()
  const { prices, readPrices } = useCost((state) => state)
  useEffect(() => {
    readPrices()
  }, [readPrices])
  const table = useMemo(() => priceTable(prices ?? []), [prices])
  return (minutes) => {
    const amount = table.cost({ minutesA: minutes, minutesB: 0 }, service, profileId, billingDay(Date.now()))
    return amount === undefined ? undefined : formatMoney(amount, language)
  }
}
