import { writeFileSync } from 'node:fs'
import { expect, test } from '../hosts/desk.ts'
import { screen } from '../pages/desk-page.ts'
import { openRecordedCall } from '../pages/recorded-call.ts'

// Sound takes its time, and more of it on a busy machine.

test('a call is drawn, heard, marked and scored with the platform gone; two files of reviews become one', async ({
  openDesk,
  platform,
}, testInfo) => {
  const desk = await openDesk()
  const { page } = desk
  await openRecordedCall(page, platform)
  // From here on there is no platform and no network but this machine's own.
  await platform.stop()
  await page.context().route(
    (url) => !['127.0.0.1', 'localhost', 'app'].includes(url.hostname),
    (route) => route.abort('internetdisconnected'),
  )

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  await screen(page).nav('录音').click()
  await page.getByText('已保存 1', { exact: true }).click()
  await expect(page.getByRole('list', { name: '已保存的录音' }).getByRole('listitem')).toHaveCount(1)
  await button('核对校验和').click()
  await expect(page.getByText('文件完好')).toBeVisible()

  await screen(page).nav('质检').click()
  await page.getByRole('link', { name: '评分表', exact: true }).click()
  await page.getByRole('link', { name: '新建评分表' }).first().click()
  await page.getByRole('textbox', { name: '名称' }).fill('服务标准')
  await page.getByRole('textbox', { name: '第 1 项', exact: true }).fill('开场问候')
  await button('添加一项').click()
  await page.getByRole('textbox', { name: '第 2 项', exact: true }).fill('解决问题')
  await page.getByRole('textbox', { name: '第 2 项的权重' }).fill('3')
  await button('添加一项').click()
  await page.getByRole('textbox', { name: '第 3 项', exact: true }).fill('核对身份')
  await page.getByRole('checkbox', { name: '第 3 项一票否决' }).check()
  await button('保存').click()
  await expect(page.getByRole('list', { name: '评分表' })).toContainText('3 项')

  await page.getByRole('link', { name: '待评', exact: true }).click()
  await button('抽样').click()
  await button('抽取').click()
  const queue = page.getByRole('list', { name: '待评' })
  await expect(queue.getByRole('listitem')).toHaveCount(1)
  await queue.getByRole('link').click()
  await button('移出列表').click()
  await expect(queue.getByRole('listitem')).toHaveCount(0)
  // Chosen by a person, from the history, for herself.
  await screen(page).nav('历史').click()
  await screen(page).calls.getByRole('option').click()
  await button('加入质检').click()
  await page.getByRole('combobox', { name: '由谁评分' }).click()
  await page.getByRole('option', { name: /（你）$/ }).click()
  await button('加入').click()
  await expect(page.getByText('已加入待评列表')).toBeVisible()
  await screen(page).nav('质检').click()
  await page.getByText('我的', { exact: true }).click()
  await queue.getByRole('link').click()
  await expect(button('退回')).toBeVisible()
  await expect(page.locator('[data-phase=ready]')).toBeVisible()
  await button('播放').click()
  const audio = page.locator('audio').first()
  await expect.poll(() => audio.evaluate((sound: HTMLAudioElement) => sound.currentTime)).toBeGreaterThan(0.5)
  await button('暂停').click()
  await button('标记').click()
  await expect(page.getByRole('list', { name: '标记和批注' }).getByRole('listitem')).toHaveCount(1)

  const answer = (item: string, verdict: string) =>
    page.getByRole('listitem').filter({ hasText: item }).getByText(verdict, { exact: true }).click()
  await answer('开场问候', '达到')
  await answer('解决问题', '部分')
  await expect(button('保存评分')).toBeDisabled()
  await answer('核对身份', '达到')
  await page.getByRole('textbox', { name: '评语' }).fill('思路清楚')
  await button('保存评分').click()
  await expect(queue.getByRole('listitem')).toHaveCount(0)

  await screen(page).nav('历史').click()
  await screen(page).calls.getByRole('option').click()
  await expect(page.getByRole('checkbox', { name: '已质检' })).toBeChecked()
  await screen(page).nav('质检').click()
  await page.getByRole('link', { name: '结果', exact: true }).click()
  await expect(page.getByRole('row', { name: /135 0000 1111/ })).toContainText('70 %')

  // Where the window is driven from outside, the saved file lies out of reach; what is in it does not.
  const saving = page.evaluate(() => {
    const make = URL.createObjectURL
    return new Promise<string>((resolve) => {
      URL.createObjectURL = (object) => {
        if (object instanceof Blob) object.text().then(resolve)
        return make(object)
      }
    })
  })
  const saved = page.waitForEvent('download')
  await button('导出').click()
  expect((await saved).suggestedFilename()).toMatch(/^review \d{4}-\d\d-\d\d\.jsonl$/)
  const lines = (await saving).trim().split('\n')
  expect(lines[0]).toBe('{"format":"voicedesk-review","version":1}')
  expect(lines).toHaveLength(7)
  const path = testInfo.outputPath('colleague.jsonl')
  writeFileSync(path, `${lines.join('\n')}\n{"hash":"damaged"}\n`)
  await page.locator('input[type=file]').setInputFiles(path)
  await expect(page.getByText('新增 0 条，已有 6 条，无法读取 1 条')).toBeVisible()
})
