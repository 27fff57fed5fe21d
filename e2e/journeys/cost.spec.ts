import { expect, test } from '../hosts/desk.ts'
import { createProfile, dial, passTimeUntil, screen } from '../pages/desk-page.ts'

test('shows what calls cost by a price table that a person has filled', async ({ openDesk, platform }) => {
  const { page } = await openDesk()
  await createProfile(page, platform)
  const card = await dial(page, '13800139001', '138 0013 9001')
  await passTimeUntil(platform, () => card.getByText('被叫侧 0 分钟').isVisible())
  await screen(page).nav('历史').click()
  await page.getByRole('link', { name: '费用' }).click()
  await expect(page.getByText('尚未填写价格')).toBeVisible()

  await page.getByRole('button', { name: '价格', exact: true }).click()
  const editor = page.getByRole('dialog', { name: '价格表' })
  await editor.getByRole('button', { name: '填入公开价格' }).click()
  await editor.getByRole('button', { name: '保存' }).click()
  await expect(editor).toBeHidden()
  await expect(page.getByText('尚未填写价格')).toBeHidden()

  // Leg A was answered and leg B was busy: what leg A took is charged, at the price that was taken over.
  const report = page.getByRole('region', { name: '报表' }).last()
  await page.getByText('坐席', { exact: true }).click()
  const row = report.getByRole('row').nth(1)
  await expect(row).toContainText(/¥0\.\d\d/)
  const [minutes, cost] = [
    await row.getByRole('cell').nth(4).innerText(),
    await row.getByRole('cell').nth(6).innerText(),
  ]
  expect(cost).toBe(`¥${(Number(minutes) * 0.18).toFixed(2)}`)
  await expect(page.getByRole('region', { name: '未接通原因' }).getByRole('listitem')).toHaveCount(1)
})
