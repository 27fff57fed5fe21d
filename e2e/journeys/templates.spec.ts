import type { Page } from '@playwright/test'
import { expect, test } from '../hosts/desk.ts'
import { createProfile } from '../pages/desk-page.ts'

/** The parts of the Chinese screen, in the words that stand there. */
const parts = (page: Page) => ({
  title: page.getByRole('textbox', { name: '模板名称' }),
  content: page.getByRole('textbox', { name: '模板内容' }),
  check: page.getByRole('region', { name: '检查结果' }),
  steps: page.getByRole('region', { name: '华南客服 的审核进度' }),
  heard: page.getByRole('figure', { name: '播报内容' }),
  list: page.getByRole('listbox', { name: '语音模板列表' }),
  button: (name: string | RegExp) => page.getByRole('button', { name, exact: true }),
})

async function openTemplates(page: Page): Promise<void> {
  await page.getByRole('link', { name: '放音文件' }).click()
  await page.getByRole('link', { name: '语音模板' }).click()
  await expect(page.getByRole('button', { name: '新建模板' }).first()).toBeVisible()
}

test('a template is written, mended, tried, submitted, refused, mended again and passed', async ({
  openDesk,
  platform,
}) => {
  const first = await openDesk()
  const { page } = first
  await createProfile(page, platform)
  await openTemplates(page)
  const { title, content, check, steps, heard, list, button } = parts(page)

  await button('新建模板').first().click()
  await title.fill('快递到站通知')
  await content.fill('您好，您的快递已到${txt_20}，请于${DATE}${TIME}前取件，凭')
  await expect(check.getByRole('listitem')).toHaveCount(2)
  await expect(check).toContainText('“${txt_20}”的写法平台无法识别。')
  await button('改为“${TXT_20}”').click()
  await button('改为“${DATE}，${TIME}”').click()
  await expect(check).toContainText('没有问题')
  await expect(content).toHaveValue('您好，您的快递已到${TXT_20}，请于${DATE}，${TIME}前取件，凭')

  await content.press('Control+End')
  await button('数字').click()
  // The length is chosen, to be typed over.
  await page.keyboard.type('4')
  await content.press('Control+End')
  await content.pressSequentially('取。')
  const written = '您好，您的快递已到${TXT_20}，请于${DATE}，${TIME}前取件，凭${NUM_4}取。'
  await expect(content).toHaveValue(written)
  await expect(page.getByText('91 / 900 字节')).toBeVisible()
  await content.press('Control+s')
  await expect(list.getByRole('option')).toHaveCount(1)
  await expect(list.getByRole('option')).toContainText('未开始')

  const value = (number: number) => page.getByRole('textbox', { name: new RegExp(`^变量 ${number}：`) })
  await value(1).fill('人民公园正门东侧')
  await expect(page.getByText('共 24 字节，最多 20 字节')).toBeVisible()
  await value(1).fill('人民公园正门')
  await value(2).fill('2026/02/30')
  await expect(page.getByText('没有这一天')).toBeVisible()
  await value(2).fill('2026/03/01')
  await value(3).fill('18:30')
  await value(4).fill('0427')
  await expect(heard).toContainText('您好，您的快递已到人民公园正门，请于2026/03/01，18:30前取件，凭0427取。')

  await expect(button('复制为 templateParas')).toBeVisible()

  await steps.getByRole('button', { name: '标记为已备好' }).click()
  await steps.getByRole('button', { name: '标记为已填写' }).click()
  await steps.getByRole('button', { name: '标记为已提交审核' }).click()
  await expect(steps).toContainText('前完成')
  await expect(list.getByRole('option')).toContainText('审核中')
  await steps.getByRole('button', { name: '华南客服 的其他步骤' }).click()
  await page.getByRole('menuitem', { name: '记录未通过' }).click()
  await steps.getByRole('textbox', { name: '未通过的原因' }).fill('请在开头加上企业名称')
  await steps.getByRole('button', { name: '保存原因' }).click()
  await expect(steps).toContainText('未通过：请在开头加上企业名称')

  await content.press('Control+Home')
  await content.pressSequentially('鹿鸣快递提醒：')
  await expect(steps.getByRole('button', { name: '标记为已备好' })).toBeDisabled()
  await button('保存').click()
  await expect(list.getByRole('option')).toContainText('未开始')
  for (const step of ['已备好', '已填写', '已提交审核', '审核通过']) {
    await steps.getByRole('button', { name: `标记为${step}` }).click()
  }
  await expect(steps).toContainText('起可以使用')
  await expect(page.getByText('请填入控制台显示的模板 ID')).toBeVisible()
  await page.getByRole('textbox', { name: '模板 ID', exact: true }).fill('a1b2c3d4e5f6')
  await button('保存').click()
  await expect(page.getByText('请填入控制台显示的模板 ID')).toHaveCount(0)
  const course = page.getByRole('list').filter({ hasText: '较早的内容' })
  await expect(course.getByRole('listitem')).toHaveCount(8)
  await first.close()

  const again = await openDesk()
  await openTemplates(again.page)
  const kept = parts(again.page).list.getByRole('option')
  await expect(kept).toContainText('审核通过')
  await kept.click()
  await expect(parts(again.page).content).toHaveValue(`鹿鸣快递提醒：${written}`)
})

test('what was typed stays while one looks elsewhere; what was removed comes back', async ({
  openDesk,
  platform,
}) => {
  const { page } = await openDesk()
  await createProfile(page, platform)
  await openTemplates(page)
  const { title, content, list, button } = parts(page)
  for (const name of ['还款提醒', '会议通知']) {
    await page.getByRole('button', { name: '新建模板' }).first().click()
    await title.fill(name)
    await content.fill(`请注意${name}。`)
    await button('保存').click()
    await expect(button('保存')).toBeDisabled()
  }
  await content.fill('请注意，会议改期。')
  await list.getByRole('option', { name: /还款提醒/ }).click()
  await expect(content).toHaveValue('请注意还款提醒。')
  await expect(list.getByRole('option', { name: /会议通知/ })).toContainText('未保存')
  await list.focus()
  await page.keyboard.press('ArrowDown')
  await expect(content).toHaveValue('请注意，会议改期。')
  await button('放弃更改').click()
  await expect(content).toHaveValue('请注意会议通知。')

  await button('此模板的更多操作').click()
  await page.getByRole('menuitem', { name: '删除' }).click()
  await expect(list.getByRole('option')).toHaveCount(1)
  await button('撤销').click()
  await expect(list.getByRole('option')).toHaveCount(2)
  await expect(content).toHaveValue('请注意会议通知。')

  await page.getByRole('textbox', { name: '按名称、内容或模板 ID 查找' }).fill('还款')
  await expect(list.getByRole('option')).toHaveCount(1)
})
