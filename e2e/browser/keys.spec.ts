import { expect, test } from '../hosts/desk.ts'

test('keys are listed, chosen anew, kept, and given back', async ({ openDesk }) => {
  const { page } = await openDesk()
  const place = (name: string) => page.getByRole('link', { name, exact: true })
  const change = (command: string) => page.getByRole('button', { name: `更改快捷键：${command}` })

  /** A key that is pressed before the page listens is lost, as on any page. */
  const goTo = (name: string, key: string) =>
    expect(async () => {
      await page.keyboard.press(key)
      await expect(place(name)).toHaveAttribute('aria-current', 'page', { timeout: 1000 })
    }).toPass({ timeout: 20_000 })

  await goTo('历史', 'Alt+2')
  await page.keyboard.press('?')
  await change('转到历史').click()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('alert')).toHaveText('已被占用：命令面板')
  await page.keyboard.press('Alt+h')
  await expect(change('转到历史')).toContainText('Alt H')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  await page.keyboard.press('Alt+1')
  await page.keyboard.press('Alt+2')
  await expect(place('拨号')).toHaveAttribute('aria-current', 'page')
  await page.keyboard.press('Alt+h')
  await expect(place('历史')).toHaveAttribute('aria-current', 'page')

  await page.reload()
  await goTo('拨号', 'Alt+1')
  await page.keyboard.press('Alt+h')
  await expect(place('历史')).toHaveAttribute('aria-current', 'page')
  await page.keyboard.press('?')
  await page.getByRole('button', { name: '恢复默认快捷键：转到历史' }).click()
  await expect(change('转到历史')).toContainText('Alt 2')
})
