import { expect, test } from '../hosts/desk.ts'
import { createProfile, screen } from '../pages/desk-page.ts'

test('a target is set up and tried, a prompt goes there, is reviewed, and can be used', async ({
  openDesk,
  platform,
}) => {
  const { page } = await openDesk()
  await createProfile(page, platform)
  const { nav } = screen(page)
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  await nav('设置').click()
  await page.getByRole('link', { name: '上传目标' }).click()
  const address = page.getByRole('textbox', { name: '地址' })
  await address.fill('http://files.example.com/')
  await address.blur()
  await expect(page.getByText('须以 https:// 开头')).toBeVisible()
  await address.fill(platform.gateway.url)
  await button('保存').first().click()
  await button('测试').click()
  await expect(page.getByText('上传目标拒绝了请求头中的凭据')).toBeVisible()

  await page.getByRole('textbox', { name: '值' }).fill(`Bearer ${platform.gateway.token}`)
  await button('保存').last().click()
  await expect(page.getByText('在钥匙串中')).toBeVisible()
  await button('测试').click()
  await expect(page.getByText('连接正常')).toBeVisible()

  await nav('放音文件').click()
  await page.getByRole('button', { name: '其他制作方式' }).click()
  await page.getByRole('menuitem', { name: '静音或提示音' }).click()
  const maker = page.getByRole('dialog')
  await maker.getByText('提示音', { exact: true }).click()
  await maker.getByRole('textbox', { name: '名称' }).fill('beep.wav')
  await button('制作').click()
  await expect(page.getByRole('heading', { name: 'beep.wav' })).toBeVisible()

  await button('交付上传').click()
  await button('立即上传').click()
  await expect(page.getByText('beep.wav: 已上传，审核中')).toBeVisible()
  await platform.control('POST', '/sim/reviews', { name: 'beep.wav', state: 'passed' })
  await button('查询审核结果').click()
  await expect(page.getByText('1 个审核有了新进展')).toBeVisible()
  await expect(page.getByRole('list', { name: '放音文件列表' })).toContainText('审核通过')

  await button('立即上传').click()
  await expect(page.getByText('beep.wav: 未发送：那里已有同名文件')).toBeVisible()
})
