import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../hosts/desk.ts'
import { createProfile, dial, passTimeUntil } from '../pages/desk-page.ts'
import { findSecret, formsOf } from './find-secret.ts'
import { watchWhatIsTold } from './told.ts'

const SECRET = 'Planted/Secret+4711=QqWwEeRr'

test('a secret that was typed stays in the keychain and in main', async ({ openDesk, platform, dataDir }) => {
  await platform.control('POST', '/sim/apps', { ...platform.app, appSecret: SECRET, recordingEnabled: true })
  const desk = await openDesk()
  const { page } = desk
  const heard = watchWhatIsTold(page)

  await createProfile(page, platform, SECRET)
  await expect(page.getByText('已保存在系统钥匙串')).toBeVisible()
  await page.getByRole('button', { name: '测试', exact: true }).click()
  await expect(page.getByText('平台认可 APP_Key 和 APP_Secret。')).toBeVisible()
  const card = await dial(page, '13800139001', '138 0013 9001')
  await passTimeUntil(platform, () => card.getByText('被叫侧 0 分钟').isVisible())

  expect(await findSecret(page, SECRET)).toEqual([])
  const forms = formsOf(SECRET)
  const told = [...(await heard()), desk.output()].join('\n')
  expect(forms.filter((form) => told.includes(form))).toEqual([])
  for (const name of readdirSync(dataDir, { recursive: true, encoding: 'utf8' })) {
    const path = join(dataDir, name)
    if (!statSync(path).isFile()) continue
    const bytes = readFileSync(path)
    expect(
      forms.filter((form) => bytes.includes(form)),
      name,
    ).toEqual([])
  }
})

test('the search of this test finds what is there', async ({ openDesk }) => {
  const { page } = await openDesk()
  await page.evaluate((secret) => {
    Reflect.set(window, 'kept', { inner: [`${secret}!`] })
    localStorage.setItem('kept', secret)
  }, SECRET)
  expect(await findSecret(page, SECRET)).toEqual(['storage', 'heap'])
})
