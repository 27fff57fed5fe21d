import type { Page } from '@playwright/test'
import { alawWavHeader } from '../../src/domain/wav/index.ts'
import { linearWavHeader, toLinear16 } from '../../src/domain/wav/linear.ts'
import { expect, test } from '../hosts/desk.ts'
import { createProfile, screen } from '../pages/desk-page.ts'

const RATE = 16_000

/** Words and pauses as loud as a voice, 16 bits, one channel. */
function speech(seconds: number): Buffer {
  const samples = Float32Array.from({ length: seconds * RATE }, (_, at) => {
    const word = (at / RATE) % 1.2 < 0.8 ? 0.3 : 0.0005
    return word * Math.sin(at * 0.35) * Math.sin(at * 0.004)
  })
  return Buffer.concat([linearWavHeader(samples.length, RATE), Buffer.from(toLinear16(samples).buffer)])
}

const accepted = () => Buffer.concat([alawWavHeader(8000), Buffer.alloc(8000, 0x5a)])

/** Lets files fall onto the window, as from the file manager. */
async function drop(page: Page, files: readonly { name: string; bytes: Buffer }[]): Promise<void> {
  const carried = files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }))
  const transfer = await page.evaluateHandle((list) => {
    const data = new DataTransfer()
    for (const { name, base64 } of list) {
      data.items.add(new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], name))
    }
    return data
  }, carried)
  const window = page.locator('body')
  await window.dispatchEvent('dragenter', { dataTransfer: transfer })
  await expect(page.getByText('将音频文件拖放到这里')).toBeVisible()
  await page.getByText('将音频文件拖放到这里').dispatchEvent('drop', { dataTransfer: transfer })
}

const parts = (page: Page) => ({
  tray: page.getByRole('region', { name: '转换任务' }),
  list: page.getByRole('list', { name: '放音文件列表' }),
  sound: page.getByRole('group', { name: '试听内容' }),
  steps: page.getByRole('region', { name: '华南客服 的审核进度' }),
  name: page.getByRole('textbox', { name: '平台上的名称' }),
  button: (name: string) => page.getByRole('button', { name, exact: true }),
})

test('files of all kinds are dropped, named, heard, handed off, refused, made anew, passed and used', async ({
  openDesk,
  platform,
}) => {
  const { page } = await openDesk()
  await createProfile(page, platform)
  await screen(page).nav('放音文件').click()
  const { tray, list, sound, steps, name, button } = parts(page)
  await expect(page.getByText('还没有放音文件')).toBeVisible()

  await drop(page, [
    { name: '欢迎致电.wav', bytes: speech(20) },
    { name: 'made elsewhere.wav', bytes: accepted() },
    { name: 'notes.mp3', bytes: Buffer.from('PK\u0003\u0004 a folder, not a sound') },
  ])
  await expect(tray.getByText('已转换 2 个文件')).toBeVisible()
  await expect(tray).toContainText('notes.mp3')
  await expect(tray).toContainText('不是可识别的音频文件')
  await expect(list.getByRole('link')).toHaveText([/^huan-ying-zhi-dian\.wav/, /^made-elsewhere\.wav/])
  await button('清除已结束的').click()
  await expect(tray).toBeHidden()

  // The name: what the platform would refuse is said at once, what was typed stays.
  await list.getByRole('link', { name: /huan-ying/ }).click()
  await expect(page.getByText('平台可以接受此文件')).toBeVisible()
  await name.fill('欢迎 1.wav')
  await expect(page.getByText('不能有中文或空格')).toBeVisible()
  await expect(name).toHaveValue('欢迎 1.wav')
  await name.fill('welcome_1.wav')
  await page.getByRole('textbox', { name: '文件说明' }).fill('总机欢迎词')
  await button('保存').click()
  await expect(page.getByRole('heading', { name: 'welcome_1.wav' })).toBeVisible()

  // Heard: the prompt, its source, and the way a phone plays it, going on at the same place.
  await expect(sound.getByRole('img', { name: /波形/ })).toHaveCount(2)
  await sound.getByRole('button', { name: '播放' }).click()
  const seconds = () =>
    page
      .locator('audio')
      .evaluateAll((sounds: HTMLAudioElement[]) =>
        Math.max(...sounds.map((one) => (one.paused ? 0 : one.currentTime))),
      )
  await expect.poll(seconds).toBeGreaterThan(0.3)
  await sound.getByText('电话中的效果').click()
  await expect.poll(seconds).toBeGreaterThan(0.5)
  await expect(sound).toHaveAttribute('data-heard', 'phone')
  await sound.getByText('源文件', { exact: true }).last().click()
  await expect.poll(seconds).toBeGreaterThan(0.7)
  await sound.getByRole('button', { name: '暂停' }).click()

  await button('交付上传').click()
  await button('检查并准备文件').click()
  await expect(page.getByText('hand-offs')).toBeVisible()
  for (const step of ['已上传', '已提交审核']) {
    const box = page.getByRole('checkbox', { name: `welcome_1.wav: ${step}` })
    await box.click()
    await expect(box).toBeChecked()
  }
  await expect(page.getByText('全部已提交')).toBeVisible()
  await page.getByRole('button', { name: '关闭', exact: true }).click()

  await expect(steps).toContainText('预计')
  await steps.getByRole('button', { name: '其他步骤' }).click()
  await page.getByRole('menuitem', { name: '记录未通过' }).click()
  await page.getByRole('textbox', { name: '未通过的原因' }).fill('背景音乐过大')
  await button('保存原因').click()
  await expect(steps).toContainText('背景音乐过大')
  await expect(list).toContainText('审核未通过')

  // Another version begins its review anew; until it has passed no call form offers it.
  await button('制作新版本').click()
  await expect(page.getByText('第 2 版 ·')).toBeVisible()
  await expect(steps).not.toContainText('背景音乐过大')
  await expect(list.getByRole('listitem').filter({ hasText: 'welcome_1.wav' })).toContainText('未开始')

  const waiting = page
    .getByRole('combobox', { name: '等待音' })
    .or(page.getByRole('textbox', { name: '等待音' }))
  await screen(page).nav('拨号').click()
  await page.getByRole('button', { name: '呼叫选项' }).click()
  await waiting.fill('welcome_1.wav')
  await expect(page.getByText('它还没有通过此账号的审核')).toBeVisible()
  await waiting.fill('')
  await waiting.click()
  await expect(page.getByRole('option')).toHaveCount(0)

  await screen(page).nav('放音文件').click()
  await list.getByRole('link', { name: /welcome_1/ }).click()
  for (const step of ['标记为已备好', '标记为已上传', '标记为已提交审核', '标记为审核通过']) {
    await steps.getByRole('button', { name: step }).click()
  }
  await expect(steps).toContainText('起可以使用')

  await screen(page).nav('拨号').click()
  await page.getByRole('button', { name: '呼叫选项' }).click()
  await waiting.click()
  await page.getByRole('option', { name: /welcome_1\.wav/ }).click()
  await expect(waiting).toHaveValue('welcome_1.wav')
  await expect(page.getByText('它还没有通过此账号的审核')).toBeHidden()
})

test('a prompt is taken out and had back, and a silent one is made', async ({ openDesk, platform }) => {
  const { page } = await openDesk()
  await createProfile(page, platform)
  await screen(page).nav('放音文件').click()
  const { list, button } = parts(page)
  await page.getByRole('button', { name: '其他制作方式' }).click()
  await page.getByRole('menuitem', { name: '静音或提示音' }).click()
  await page.getByRole('textbox', { name: '名称' }).last().fill('quiet.wav')
  await button('制作').click()
  await expect(page.getByRole('heading', { name: 'quiet.wav' })).toBeVisible()
  await page.getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: '从库中移除' }).click()
  await expect(list).toBeHidden()
  await button('撤销').click()
  await expect(list.getByRole('link')).toHaveText([/^quiet\.wav/])
})
