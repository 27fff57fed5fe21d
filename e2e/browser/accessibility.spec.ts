import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { linearWavHeader, toLinear16 } from '../../src/domain/wav/linear.ts'
import { expect, test } from '../hosts/desk.ts'
import { createProfile, dial, passTimeUntil, screen } from '../pages/desk-page.ts'

/** Breaches of WCAG 2.2 A and AA on the screen as it is, one line each. */
async function breaches(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  )
}

/** A voice after two seconds of silence, which the check finds. */
function quietSpeech(): Buffer {
  const rate = 8000
  const samples = Float32Array.from({ length: 4 * rate }, (_, at) =>
    at < 2 * rate ? 0 : 0.3 * Math.sin(at * 0.4) * Math.sin(at * 0.003),
  )
  return Buffer.concat([linearWavHeader(samples.length, rate), Buffer.from(toLinear16(samples).buffer)])
}

for (const theme of ['light', 'dark'] as const) {
  test(`every screen keeps to WCAG in the ${theme} theme`, async ({ openDesk, platform }) => {
    const { page } = await openDesk()
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    const { nav, customer } = screen(page)
    const look = async (where: string) => expect(await breaches(page), where).toEqual([])

    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme)
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

    await nav('设置').click()
    await look('general settings')
    for (const section of ['网络', '上传目标', '接收服务']) {
      await page.getByRole('navigation').getByRole('link', { name: section }).click()
      await look(section)
    }
  })
}
