import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { linearWavHeader, toLinear16 } from '../../src/domain/wav/linear.ts'
import { expect, test } from '../hosts/desk.ts'
import { createProfile, dial, passTimeUntil, screen } from '../pages/desk-page.ts'
import { chooseX, createMaskingProfile, masking, openForm } from '../pages/masking-page.ts'
import { openRecordedCall } from '../pages/recorded-call.ts'

/** What the colours of a theme decide; all else is the same in both. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block']

/** Breaches of WCAG 2.2 A and AA on the screen as it is, one line each. */
async function breaches(page: Page, theme: 'light' | 'dark'): Promise<string[]> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme)
  // What still fades, on a slow machine even after the wish for less motion, has no colours of its own.
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0)
  // There are no frames of others here: one run in the page itself says all.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const rules =
    theme === 'light'
      ? axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      : axe.withRules(OF_COLOUR)
  const { violations } = await rules.analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  )
}

/** Finds no breach in either theme. */
const lookInBothThemes = (page: Page) => async (where: string) => {
  for (const theme of ['dark', 'light'] as const)
    expect(await breaches(page, theme), `${where}, ${theme}`).toEqual([])
}

/** A voice after two seconds of silence, which the check finds. */
function quietSpeech(): Buffer {
  const rate = 8000
  const samples = Float32Array.from({ length: 4 * rate }, (_, at) =>
    at < 2 * rate ? 0 : 0.3 * Math.sin(at * 0.4) * Math.sin(at * 0.003),
  )
  return Buffer.concat([linearWavHeader(samples.length, rate), Buffer.from(toLinear16(samples).buffer)])
}

test('prompts, templates and a call keep to WCAG in both themes', async ({ openDesk, platform }) => {
  const { page } = await openDesk()
  const { customer } = screen(page)
  const look = lookInBothThemes(page)

  await expect(page.getByText('请先建立应用配置')).toBeVisible()
  await look('nothing set up')
  await createProfile(page, platform)
  await look('a profile')

  await platform.control('POST', '/sim/faults', { operation: 'click2Call', kind: 'cutBefore' })
  const unknown = await dial(page, '13800130009', '138 0013 0009')
  await expect(unknown.getByText('不确定这通呼叫是否已经发出')).toBeVisible()
  const card = await dial(page, '13800130001', '138 0013 0001', { record: true })
  await passTimeUntil(platform, () => card.getByText('通话时长').isVisible())
  await customer.fill('1380013')
  await expect(page.getByText('手机号应为 11 位')).toBeVisible()
  await look('a call and a wrong number')

  await platform.control('POST', '/sim/advance', { seconds: 100 })
  await card.getByRole('link', { name: '在历史中打开' }).click()
  await expect(page.getByRole('slider', { name: '波形' })).toBeVisible()
  // What stands behind the waveform comes after it.
  await expect(page.getByRole('button', { name: '法务保留', exact: true })).toBeEnabled()
  await look('a call in the history')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await look('the palette')
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: '放音文件' }).click()
  await expect(page.getByText('还没有放音文件')).toBeVisible()
  await look('no prompts')
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      { name: '欢迎.wav', mimeType: 'audio/wav', buffer: quietSpeech() },
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no sound') },
    ])
  await page.getByRole('link', { name: /^huan-ying\.wav/ }).click()
  await expect(page.getByText('秒静音，来电者可能会挂断')).toBeVisible()
  await expect(page.locator('[data-ready]')).toHaveCount(2)
  await look('a prompt with findings, and a file that failed')
  await page.getByRole('button', { name: '交付上传' }).click()
  await page.getByRole('button', { name: '检查并准备文件' }).click()
  await expect(page.getByText('hand-offs')).toBeVisible()
  await look('a hand-off')
  await page.getByRole('button', { name: '其他制作方式' }).click()
  await page.getByRole('menuitem', { name: '录音' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await look('the recorder')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('link', { name: '语音模板' }).click()
  await page.getByRole('button', { name: '新建模板' }).first().click()
  await page.getByRole('textbox', { name: '模板名称' }).fill('会议通知')
  const content = page.getByRole('textbox', { name: '模板内容' })
  await content.fill('请${txt_5}于${DATE}，${TIME}到VIP室，共12人。')
  await expect(page.getByText('“VIP”：英文读音不准')).toBeVisible()
  await look('a template with slips')
  await content.fill('请${TXT_5}于${DATE}，${TIME}到会议室。')
  await content.press('Control+s')
  await page.getByRole('button', { name: '标记为已备好' }).click()
  await expect(page.getByText('审核经过')).toBeVisible()
  await look('a template on its way')
})

test('calls by themselves and the settings keep to WCAG in both themes', async ({ openDesk, platform }) => {
  const { page } = await openDesk()
  const { nav } = screen(page)
  const look = lookInBothThemes(page)
  await createProfile(page, platform)

  await page.getByRole('link', { name: '语音通知', exact: true }).first().click()
  await look('notifications without a profile for them')
  await page.getByRole('link', { name: '外呼任务', exact: true }).click()
  await look('no campaigns')
  await page.getByRole('link', { name: '免呼名单', exact: true }).click()
  await page.getByRole('textbox', { name: '号码', exact: true }).fill('138 0013 0009')
  await page.getByRole('button', { name: '添加', exact: true }).click()
  await expect(page.getByText('共 1 个号码')).toBeVisible()
  await look('the do-not-call list')

  await nav('设置').click()
  await look('general settings')
  for (const section of ['网络', '上传目标', '接收服务', '体检', '审计日志']) {
    await page.getByRole('navigation').getByRole('link', { name: section }).click()
    await look(section)
  }
})

test('the masking desk keeps to WCAG in both themes', async ({ openDesk, platform }) => {
  const { page } = await openDesk()
  const { field, button, tab, detail } = masking(page)
  const look = lookInBothThemes(page)
  const { numbers } = await createMaskingProfile(page, platform, 'AX')
  await openForm(page)
  await field('A 的真实号码').fill('138 0000 0011')
  await chooseX(page, numbers[0]?.number ?? '')
  await page.getByRole('switch', { name: '通话录音' }).click()
  await expect(page.getByText('录音没有提示音')).toBeVisible()
  await look('a form with a warning')
  await button('绑定').click()
  await expect(detail.getByText('生效中')).toBeVisible()
  await button('修改').click()
  await look('a binding that is changed')
  await detail.getByRole('button', { name: '解绑', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await look('unbinding')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await tab('隐私号码').click()
  await button('开始核对').click()
  await expect(page.getByText('台账与平台一致')).toBeVisible()
  await look('private numbers')
  await tab('批量').click()
  await page.getByRole('link', { name: '导入文件' }).first().click()
  await look('a file to be taken in')
  await tab('路由').click()
  await page.getByRole('button', { name: '短信规则' }).click()
  await page.getByRole('switch', { name: '任何时间' }).click()
  await look('a routing rule')
  await page.getByRole('link', { name: '试算' }).click()
  await look('a trial')
  await tab('短信').click()
  await look('no messages')
})

test('the history, contacts and the player keep to WCAG in both themes', async ({ openDesk, platform }) => {
  test.setTimeout(600_000)
  const { page } = await openDesk()
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const look = lookInBothThemes(page)
  await openRecordedCall(page, platform)
  await page.locator('#call-note').fill('客户要求退款，明天回电')
  await page.getByRole('combobox', { name: '标签' }).fill('投诉')
  await page.keyboard.press('Enter')
  await button('回电提醒').click()
  await page.getByRole('menuitem', { name: '明天 9:00' }).click()
  await button('标记').click()
  await button('前进 10 秒').click()
  await button('批注').click()
  await page.keyboard.type('这里说明了退款期限')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: '标记和批注' }).getByRole('listitem')).toHaveCount(2)
  await look('a call with a note, a tag, a reminder and marks')
  await button('筛选').click()
  await page.getByRole('combobox', { name: '结果' }).click()
  await page.getByRole('option', { name: '已接通', exact: true }).click()
  await page.keyboard.press('Escape')
  await look('filters')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('combobox', { name: '坐席' })).toBeHidden()
  await page.getByRole('searchbox', { name: '查找通话' }).fill('77777')
  await expect(page.getByText('没有符合条件的呼叫')).toBeVisible()
  await look('a search that finds nothing')
  await page.evaluate(() => {
    location.hash = '/history/contacts'
  })
  await expect(page.getByText('还没有联系人')).toBeVisible()
  await look('no contacts')
  await page.getByRole('link', { name: '费用', exact: true }).click()
  await expect(page.getByRole('heading', { name: '各时段呼叫量' })).toBeVisible()
  await look('what calls cost')
  await button('价格').click()
  await button('填入公开价格').click()
  await look('the price table')
})

test('recordings and the review keep to WCAG in both themes', async ({ openDesk, platform }) => {
  const { page } = await openDesk()
  const { nav } = screen(page)
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const look = lookInBothThemes(page)
  await openRecordedCall(page, platform)
  await nav('录音').click()
  await page.getByText('已保存 1', { exact: true }).click()
  await expect(page.getByRole('list', { name: '已保存的录音' }).getByRole('listitem')).toHaveCount(1)
  await look('recordings that are kept')

  await nav('质检').click()
  await page.getByRole('link', { name: '评分表', exact: true }).click()
  await page.getByRole('link', { name: '新建评分表' }).first().click()
  await page.getByRole('textbox', { name: '名称' }).fill('服务标准')
  await page.getByRole('textbox', { name: '第 1 项', exact: true }).fill('开场问候')
  await button('添加一项').click()
  await page.getByRole('textbox', { name: '第 2 项', exact: true }).fill('核对身份')
  await page.getByRole('checkbox', { name: '第 2 项一票否决' }).check()
  await button('保存').click()
  await expect(page.getByRole('list', { name: '评分表' })).toContainText('2 项')
  await look('a scorecard')
  await page.getByRole('link', { name: '待评', exact: true }).click()
  await button('抽样').click()
  await expect(page.getByRole('combobox', { name: '由谁评分' })).toBeVisible()
  await look('drawing a sample')
  await button('抽取').click()
  await page.getByRole('list', { name: '待评' }).getByRole('link').click()
  await expect(page.locator('[data-phase=ready]')).toBeVisible()
  await page.getByRole('listitem').filter({ hasText: '开场问候' }).getByText('达到', { exact: true }).click()
  await page
    .getByRole('listitem')
    .filter({ hasText: '核对身份' })
    .getByText('未达到', { exact: true })
    .click()
  await look('a call that is scored')
  await button('保存评分').click()
  await page.getByRole('link', { name: '结果', exact: true }).click()
  await expect(page.getByRole('row', { name: /135 0000 1111/ })).toBeVisible()
  await look('results')
})

test('deletion, holds and gaps keep to WCAG in both themes', async ({ openDesk, platform }) => {
  test.setTimeout(240_000)
  const { page } = await openDesk()
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const look = lookInBothThemes(page)
  await createProfile(page, platform)
  await screen(page).nav('历史').click()
  await page.getByRole('link', { name: '缺口', exact: true }).click()
  await expect(page.getByText('没有缺失')).toBeVisible()
  await look('no gaps')
  await screen(page).nav('拨号').click()
  // Twice to one customer: a gap that needs no time to pass.
  for (const at of [1, 2]) {
    const card = await dial(page, '13800139001', '138 0013 9001')
    await expect(card).toHaveCount(at)
    await passTimeUntil(platform, () => card.first().getByText('被叫侧 0 分钟').isVisible())
  }
  await screen(page).nav('历史').click()
  await screen(page).calls.getByRole('option').first().click()
  await button('法务保留').click()
  await expect(page.getByRole('textbox', { name: '原因' })).toBeVisible()
  await look('a hold to be placed')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: '缺口', exact: true }).click()
  await page.getByRole('button', { name: /^重复呼叫 1/ }).click()
  await look('gaps')
  await screen(page).nav('设置').click()
  await page.getByRole('link', { name: '隐私' }).click()
  await page.getByRole('textbox', { name: '天数：呼叫' }).fill('30')
  await button('保存天数').click()
  await button('查看会清除什么').click()
  await button('立即清除').click()
  await expect(page.getByRole('alert')).toBeVisible()
  await look('deletion that is asked about')
})
