import { expect, test } from '../hosts/desk.ts'
import { createProfileFor, passTimeUntil } from '../pages/desk-page.ts'

test('a notification of two prompts and a template, played again by a key, and its result', async ({
  openDesk,
  platform,
}) => {
  const { page } = await openDesk()
  await createProfileFor(page, platform, platform.appFor('notification'), '语音通知', '通知应用')

  await page.getByRole('link', { name: '放音文件', exact: true }).click()
  await page.getByRole('link', { name: '语音模板', exact: true }).click()
  await page.getByRole('button', { name: '新建模板' }).first().click()
  await page.getByRole('textbox', { name: '模板名称' }).fill('取件通知')
  await page
    .locator('textarea[name=content]')
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the platform writes its variables like this
    .fill('您有${NUM_2}件快递请到${TXT_32}领取，截止${DATE}，${TIME}')
  await page.locator('input[name=platformTemplateId]').fill('a1b2c3d4e5f6')
  await page.keyboard.press('Control+s')

  await page.getByRole('link', { name: '语音通知', exact: true }).first().click()
  await page.getByRole('textbox', { name: '被叫号码' }).fill('138 0013 0001')
  for (const [at, file] of ['greeting_1.wav', 'notifyvoice.wav'].entries()) {
    await page.getByRole('button', { name: '添加放音文件' }).click()
    await page.getByRole('combobox', { name: '文件' }).nth(at).fill(file)
  }
  await page.getByRole('button', { name: '添加语音模板' }).click()
  const third = page.getByRole('group', { name: '第 3 项' })
  await third.getByRole('combobox', { name: '模板' }).click()
  await page.getByRole('option', { name: /取件通知/ }).click()
  await third.getByRole('textbox', { name: /变量 1/ }).fill('两')
  await expect(third.getByText('只能填写数字 0–9')).toBeVisible()
  await expect(page.getByRole('button', { name: '呼叫并播放' })).toBeDisabled()
  await third.getByRole('textbox', { name: /变量 1/ }).fill('2')
  await third.getByRole('textbox', { name: /变量 2/ }).fill('南门驿站')
  await third.getByRole('textbox', { name: /变量 3/ }).fill('2026/12/01')
  await third.getByRole('textbox', { name: /变量 4/ }).fill('18:30')
  await third.getByRole('switch', { name: '播放后收取按键' }).check()
  await third.getByRole('textbox', { name: '重播按键' }).fill('12')
  await expect(third.getByText('应为 1 位数字')).toBeVisible()
  await third.getByRole('textbox', { name: '重播按键' }).fill('1')

  const course = page.getByRole('region', { name: '被叫听到的内容' })
  await expect(course).toContainText('您有2件快递请到南门驿站领取，截止2026/12/01，18:30')
  await expect(course).toContainText('按 1 重播')
  await expect(course).toContainText(/计费 .*分钟。$/)
  await page.getByRole('link', { name: '历史', exact: true }).click()
  await page.getByRole('link', { name: '费用' }).click()
  await page.getByRole('button', { name: '价格', exact: true }).click()
  const editor = page.getByRole('dialog', { name: '价格表' })
  await editor.getByRole('button', { name: '填入公开价格' }).click()
  await editor.getByRole('button', { name: '保存' }).click()
  await expect(editor).toBeHidden()
  await page.getByRole('link', { name: '语音通知', exact: true }).first().click()
  await expect(course).toContainText(/按你的价格表为 ¥0\.18/)

  await page.getByRole('button', { name: '另存为…' }).click()
  await page.getByRole('textbox', { name: '名称', exact: true }).fill('取件')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已保存“取件”')).toBeVisible()

  await page.getByRole('button', { name: '呼叫并播放' }).click()
  const card = page.getByRole('article', { name: '与 138 0013 0001 的呼叫' })
  await expect(card).toBeVisible()
  await platform.control('POST', '/sim/advance', { seconds: 20 })
  // The key 1 plays it again, the 2 after that goes on.
  await passTimeUntil(platform, () => card.getByText('按键：1-2').isVisible())
  await passTimeUntil(platform, () => card.getByText('已接通，通话结束').isVisible())

  // A saved form brings the contents back, and no number.
  await page.getByRole('button', { name: '第 3 项：移除' }).click()
  await page.getByRole('combobox', { name: '常用表单' }).click()
  await page.getByRole('option', { name: '取件' }).click()
  await expect(third.getByRole('textbox', { name: /变量 2/ })).toHaveValue('南门驿站')
  await expect(page.getByRole('textbox', { name: '被叫号码' })).toHaveValue('')
})

test('a verification code is read out, masked, and shown to who asks', async ({ openDesk, platform }) => {
  const { page } = await openDesk()
  await createProfileFor(page, platform, platform.appFor('verification'), '语音验证码', '验证码应用')

  await page.getByRole('link', { name: '语音通知', exact: true }).first().click()
  await page.getByRole('link', { name: '语音验证码', exact: true }).click()
  await page.getByRole('textbox', { name: '被叫号码' }).fill('138 0013 0001')
  await page.getByText('指定', { exact: true }).click()
  await page.getByRole('textbox', { name: '验证码' }).fill('12ab')
  await expect(page.getByText('只能包含数字')).toBeVisible()
  await page.getByRole('textbox', { name: '验证码' }).fill('907351')
  await page.getByRole('combobox', { name: '验证码前的放音' }).fill('verify_pre.wav')
  await page.getByRole('button', { name: '呼叫并播报' }).click()

  const card = page.getByRole('article', { name: '与 138 0013 0001 的呼叫' })
  await expect(card).toBeVisible()
  await platform.control('POST', '/sim/advance', { seconds: 20 })
  await passTimeUntil(platform, () => card.getByText('已接通，通话结束').isVisible())
  expect(await page.content()).not.toContain('907351')
  await card.getByRole('button', { name: '查看验证码' }).click()
  await expect(card.getByText('验证码 907351')).toBeVisible()
})
