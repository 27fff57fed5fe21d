import { expect, test } from '../hosts/desk.ts'
import { createProfile, dial, passTimeUntil, screen } from '../pages/desk-page.ts'

test('finds calls by their last digits and outcome, and keeps them over a restart', async ({
  openDesk,
  platform,
}) => {
  const first = await openDesk()
  await createProfile(first.page, platform)
  for (const ending of ['9001', '9004', '9006']) {
    const card = await dial(first.page, `1380013${ending}`, `138 0013 ${ending}`)
    await passTimeUntil(platform, () => card.getByText('被叫侧 0 分钟').isVisible())
  }
  await first.close()

  const { page } = await openDesk()
  const { nav, calls } = screen(page)
  await expect(page.getByRole('button', { name: /华南客服/ })).toBeVisible()
  await expect(page.getByText('缺少 APP_Secret')).toHaveCount(0)
  await nav('历史').click()
  await expect(calls.getByRole('option')).toHaveCount(3)

  const search = page.getByRole('searchbox', { name: '按号码查找' })
  await search.fill('9004')
  await expect(calls.getByRole('option')).toHaveCount(1)
  await expect(calls.getByRole('option')).toContainText('138 0013 9004')
  await search.fill('77777')
  await expect(page.getByText('没有符合条件的呼叫')).toBeVisible()
  await page.getByRole('button', { name: '清除筛选' }).first().click()
  await expect(calls.getByRole('option')).toHaveCount(3)

  await page.getByRole('combobox', { name: '结果' }).click()
  await page.getByRole('option', { name: '占线', exact: true }).click()
  await expect(calls.getByRole('option')).toHaveCount(1)
  await expect(calls.getByRole('option')).toContainText('138 0013 9001')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '清除筛选' }).click()

  await page.getByRole('button', { name: '时段' }).click()
  await page.getByRole('button', { name: '今天', exact: true }).click()
  await expect(calls.getByRole('option')).toHaveCount(3)
  await page.keyboard.press('Escape')

  await calls.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('heading', { name: '138 0013 9006' })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('heading', { name: '138 0013 9004' })).toBeVisible()
})

test('speaks English, goes dark, and shows a push that could not be read', async ({ openDesk, platform }) => {
  const { page } = await openDesk()
  await createProfile(page, platform)
  const status = await page.locator('code', { hasText: '/status' }).innerText()
  const answer = await fetch(status, { method: 'POST', body: 'this is no push' })
  expect(answer.status).toBe(400)

  await page.getByRole('link', { name: '通用' }).click()
  await page.getByText('English', { exact: true }).click()
  await page.getByText('Dark', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')

  await page.getByRole('navigation').getByRole('link', { name: 'Receiver' }).click()
  await expect(page.getByRole('row', { name: /the body is not JSON/ })).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Type a command or a number').fill('138 0013 0009')
  await page.getByRole('button', { name: 'Dial 138 0013 0009' }).click()
  await expect(page.getByRole('textbox', { name: 'Customer number' })).toHaveValue('138 0013 0009')
})
