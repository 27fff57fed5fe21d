import { expect, type Page } from '@playwright/test'
import type { Platform } from '../hosts/platform.ts'
import { createProfile, dial, passTimeUntil, screen } from './desk-page.ts'

/** A call that was recorded, from dialling to its sound on the screen of the history. */
export async function openRecordedCall(
  page: Page,
  platform: Platform,
  call: { typed?: string; shown?: string; talkSeconds?: number; withProfile?: boolean } = {},
): Promise<void> {
  const { typed = '13800130001', shown = '138 0013 0001', talkSeconds = 30 } = call
  if (call.withProfile !== false) await createProfile(page, platform)
  await platform.control('POST', '/sim/script', { entries: [{ outcome: 'answered', talkSeconds }] })
  const card = await dial(page, typed, shown, { record: true })
  await expect(card).toBeVisible()
  await platform.control('POST', '/sim/advance', { seconds: talkSeconds + 60 })
  await passTimeUntil(platform, () => card.getByText(/主叫侧 \d+ 分钟/).isVisible())
  await card.getByRole('link', { name: '在历史中打开' }).click()
  await expect(screen(page).wave).toHaveAttribute('aria-valuenow', '0')
  await expect(page.locator('[data-phase=ready]')).toBeVisible()
}
