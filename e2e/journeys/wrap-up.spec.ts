import { expect, test } from '../hosts/desk.ts'
import { createProfile, dial, passTimeUntil, screen } from '../pages/desk-page.ts'

test('a mandatory wrap-up code keeps the card and asks, and never holds back the next call', async ({
  openDesk,
  platform,
}) => {
  const { page } = await openDesk()
  await createProfile(page, platform)
  await page.getByRole('navigation').getByRole('link', { name: '小结代码' }).click()
  await page.getByRole('combobox', { name: '适用于' }).click()
  await page.getByRole('option', { name: '华南客服' }).click()
  await page.getByRole('textbox', { name: '代码，每行一个' }).fill('已成交\n再联系')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  const mandatory = page.getByRole('checkbox', { name: '此应用配置每次接通后都要求选择代码' })
  await mandatory.click()
  await expect(mandatory).toBeChecked()

  await platform.control('POST', '/sim/script', { entries: [{ outcome: 'answered', talkSeconds: 5 }] })
  const card = await dial(page, '13800130001', '138 0013 0001')
  await passTimeUntil(platform, () => card.getByText(/主叫侧 \d+ 分钟/).isVisible())
  await card.getByRole('button', { name: '收起此卡片' }).click()
  await expect(card.getByText('这通呼叫还没有小结代码')).toBeVisible()
  await expect(card).toBeVisible()

  const next = await dial(page, '13800130004', '138 0013 0004')
  await expect(next).toBeVisible()
  await card.getByRole('button', { name: '选择代码' }).click()
  await expect(card.getByRole('combobox', { name: '小结代码' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option', { name: '再联系' }).click()
  await expect(card.getByText('这通呼叫还没有小结代码')).toBeHidden()
  await card.getByRole('button', { name: '收起此卡片' }).click()
  await expect(card).toBeHidden()

  await screen(page).nav('历史').click()
  await page.getByRole('button', { name: '筛选', exact: true }).click()
  await page.getByRole('combobox', { name: '坐席' }).click()
  await page.getByRole('option', { name: '135 0000 1111' }).click()
  await expect(screen(page).calls.getByRole('option')).toHaveCount(2)
  await page.getByRole('combobox', { name: '坐席' }).fill('13500002222')
  await page.getByRole('option', { name: '135 0000 2222' }).click()
  await expect(page.getByText('没有符合条件的呼叫')).toBeVisible()
})
