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

  const search = page.getByRole('searchbox', { name: '查找通话' })
  await search.fill('9004')
  await expect(calls.getByRole('option')).toHaveCount(1)
  await expect(calls.getByRole('option')).toContainText('138 0013 9004')
  await search.fill('77777')
  await expect(page.getByText('没有符合条件的呼叫')).toBeVisible()
  await page.getByRole('button', { name: '清除筛选' }).first().click()
  await expect(calls.getByRole('option')).toHaveCount(3)

  await page.getByRole('button', { name: '筛选', exact: true }).click()
  await page.getByRole('combobox', { name: '结果' }).click()
  await page.getByRole('option', { name: '占线', exact: true }).click()
  await expect(calls.getByRole('option')).toHaveCount(1)
  await expect(calls.getByRole('option')).toContainText('138 0013 9001')
  await expect(page.getByText('1 通', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
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

test('keeps notes, tags and names, and finds calls by them in a saved view', async ({
  openDesk,
  platform,
}) => {
  const first = await openDesk()
  await createProfile(first.page, platform)
  for (const ending of ['9001', '9004']) {
    const card = await dial(first.page, `1380013${ending}`, `138 0013 ${ending}`)
    await passTimeUntil(platform, () => card.getByText('被叫侧 0 分钟').isVisible())
  }
  await screen(first.page).nav('历史').click()
  await screen(first.page).calls.getByRole('option').first().click()
  await expect(first.page.getByRole('heading', { name: /138 0013 9004/ })).toBeVisible()
  await screen(first.page).calls.focus()
  const note = first.page.getByRole('textbox', { name: '备注' })
  await first.page.keyboard.press('e')
  await expect(note).toBeFocused()
  await first.page.keyboard.type('客户要求退款，明天回电')
  await expect(first.page.getByText('已保存')).toBeVisible()
  const tags = first.page.getByRole('combobox', { name: '标签' })
  await tags.fill('投诉')
  await tags.press('Enter')
  await first.page.getByRole('button', { name: '给号码起名' }).click()
  await first.page.getByRole('textbox', { name: '姓名' }).fill('张小明')
  await first.page.keyboard.press('Enter')
  await expect(screen(first.page).calls.getByRole('option').first()).toContainText('张小明')
  await first.page.getByRole('button', { name: '回电提醒' }).click()
  await first.page.getByRole('menuitem', { name: '明天 9:00' }).click()
  await expect(first.page.getByText('1 个回电')).toBeVisible()
  await first.close()

  const { page } = await openDesk()
  const { nav, calls } = screen(page)
  await nav('历史').click()
  await expect(calls.getByRole('option')).toHaveCount(2)
  const search = page.getByRole('searchbox', { name: '查找通话' })
  for (const text of ['退', '明天', '投诉', '小明', '9004']) {
    await search.fill('没有这样的字')
    await expect(page.getByText('没有符合条件的呼叫')).toBeVisible()
    await search.fill(text)
    await expect(calls.getByRole('option')).toHaveCount(1)
    await expect(calls.getByRole('option')).toContainText('138 0013 9004')
  }

  await search.fill('退款')
  await page.getByRole('button', { name: '保存的视图' }).click()
  await page.getByRole('textbox', { name: '保存当前视图' }).fill('要退款的')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '要退款的', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '清除筛选' }).click()
  await expect(calls.getByRole('option')).toHaveCount(2)
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('输入命令或号码').fill('要退款')
  await page.getByRole('button', { name: '要退款的' }).click()
  await expect(calls.getByRole('option')).toHaveCount(1)
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
