import { groupNumber } from '../../src/domain/phone/index.ts'
import { expect, test } from '../hosts/desk.ts'
import { passTimeUntil, screen } from '../pages/desk-page.ts'
import {
  callAndOpen,
  chooseX,
  createMaskingProfile,
  masking,
  openForm,
  unbind,
} from '../pages/masking-page.ts'

const A = '+8613800000011'
const B = '+8613900000022'
const C = '+8613700000044'

test('AXB: bound, called, recorded, modified and unbound', async ({ openDesk, platform }) => {
  const { page } = await openDesk()
  const { appKey, numbers } = await createMaskingProfile(page, platform, 'AXB')
  const x = numbers[0]?.number ?? ''
  const { field, button, detail } = masking(page)
  await openForm(page)
  // What cannot work is said beside the field before anything is sent.
  await field('A 的真实号码').fill(groupNumber(A))
  await field('B 的真实号码').fill(groupNumber(A))
  await chooseX(page, x)
  await expect(page.getByText('A 与 B 是同一个号码')).toBeVisible()
  await expect(button('绑定')).toBeDisabled()
  await field('B 的真实号码').fill(groupNumber(B))
  await page.getByRole('switch', { name: '通话录音' }).click()
  await expect(page.getByText('录音没有提示音')).toBeVisible()
  await expect(page.getByText('接下来会发生什么')).toBeVisible()
  await button('绑定').click()
  await expect(detail.getByText('生效中')).toBeVisible()
  await expect(detail.getByText(/剩余/).first()).toBeVisible()

  await callAndOpen(page, platform, { appKey, from: A, to: x })
  await expect(page.locator('li[data-kind=answer]')).toBeVisible()
  await expect(screen(page).wave).toBeVisible()

  await screen(page).nav('号码绑定').click()
  await masking(page).list.getByRole('option').first().click()
  await button('修改').click()
  await field('B 的真实号码').fill(groupNumber(C))
  await button('保存修改').click()
  await expect(detail.getByRole('heading', { name: new RegExp(groupNumber(C)) })).toBeVisible()
  await expect(detail.getByText('修改成功')).toBeVisible()
  await unbind(page, x.slice(-4))
  await expect(detail.getByText('已解绑').first()).toBeVisible()

  // Undone for good, yet bound again with what was known.
  await button('再次绑定').click()
  await expect(field('B 的真实号码')).toHaveValue(groupNumber(C))
})

test('AX: anybody reaches A, A reaches a temporary callee', async ({ openDesk, platform }) => {
  const { page } = await openDesk()
  const { appKey, numbers } = await createMaskingProfile(page, platform, 'AX')
  const x = numbers[0]?.number ?? ''
  const { field, button, detail } = masking(page)
  await openForm(page)
  await field('A 的真实号码').fill(groupNumber(A))
  await chooseX(page, x)
  await page.getByRole('switch', { name: '通话录音' }).click()
  await button('绑定').click()
  await expect(detail.getByText('生效中')).toBeVisible()

  await field('要接通的号码').fill(groupNumber(A))
  await expect(page.getByText('临时被叫不能是 A 自己')).toBeVisible()
  await field('要接通的号码').fill('400-800-1234')
  await button('设置').click()
  await expect(detail.getByText('A 下一次拨打 X 将接通')).toBeVisible()
  await callAndOpen(page, platform, { appKey, from: A, to: x })
  await expect(screen(page).wave).toBeVisible()

  await screen(page).nav('号码绑定').click()
  await masking(page).list.getByRole('option').first().click()
  await button('修改').click()
  await page.getByText('仅他人呼叫 A', { exact: true }).click()
  await button('保存修改').click()
  await expect(detail.getByText('修改成功')).toBeVisible()
  await unbind(page, x.slice(-4))
  await expect(detail.getByText('已解绑').first()).toBeVisible()
})

test('AXE: reached by X and the extension that is keyed in', async ({ openDesk, platform }) => {
  const { page } = await openDesk()
  const { appKey, numbers } = await createMaskingProfile(page, platform, 'AXE')
  const x = numbers[0]?.number ?? ''
  const { field, button, detail } = masking(page)
  await openForm(page)
  await field('A 的真实号码').fill(groupNumber(A))
  await field('分机号').fill('0000')
  await chooseX(page, x)
  await expect(page.getByText('不能全为 0')).toBeVisible()
  await field('分机号').fill('0042')
  await page.getByRole('switch', { name: '通话录音' }).click()
  await button('绑定').click()
  await expect(detail.getByText('生效中')).toBeVisible()
  await callAndOpen(page, platform, { appKey, from: B, to: x, digits: '0042' })
  await expect(page.getByText('按键：0042')).toBeVisible()
  await expect(screen(page).wave).toBeVisible()

  await screen(page).nav('号码绑定').click()
  await masking(page).list.getByRole('option').first().click()
  await button('修改').click()
  await page.getByRole('switch', { name: '从现在起重新计时' }).click()
  await button('保存修改').click()
  await expect(detail.getByText('修改成功')).toBeVisible()
  await unbind(page, x.slice(-4))
  await expect(detail.getByText('已解绑').first()).toBeVisible()
})

test('AXYB: a B of its own is bound, called and unbound alone, then all', async ({ openDesk, platform }) => {
  const { page } = await openDesk()
  const { appKey } = await createMaskingProfile(page, platform, 'AXYB')
  const { field, button, detail } = masking(page)
  await openForm(page)
  await field('A 的真实号码').fill(groupNumber(A))
  await field('城市区号').fill('0755')
  await page.getByRole('switch', { name: '通话录音' }).click()
  await button('绑定').click()
  await expect(detail.getByText('生效中')).toBeVisible()
  const pairs = page.getByRole('list', { name: '此绑定下的 B' }).getByRole('listitem')
  for (const b of [B, C]) {
    await field('再绑定一个 B').fill(groupNumber(b))
    await button('绑定这个 B').click()
    await expect(pairs.filter({ hasText: groupNumber(b) })).toContainText('生效中')
  }
  const facts = detail.locator('dl').first()
  const x = (await facts.locator('dt:text-is("X") + dd').innerText()).replace(/\s/g, '')
  await callAndOpen(page, platform, { appKey, from: B, to: `+86${x}` })
  await expect(screen(page).wave).toBeVisible()

  await screen(page).nav('号码绑定').click()
  await masking(page).list.getByRole('option').first().click()
  await pairs
    .filter({ hasText: groupNumber(B) })
    .getByRole('button', { name: '解绑' })
    .click()
  await page.getByRole('textbox', { name: '请输入号码的后四位以确认' }).fill(B.slice(-4))
  await button('确认解绑').click()
  await expect(pairs.filter({ hasText: groupNumber(B) })).toContainText('已解绑')
  await expect(pairs.filter({ hasText: groupNumber(C) })).toContainText('生效中')
  await unbind(page, x.slice(-4))
  await expect(detail.getByText('已解绑').first()).toBeVisible()
})

test('a lost answer is told as unknown and settled by the platform; drift is found and mended', async ({
  openDesk,
  platform,
}) => {
  const { page } = await openDesk()
  const { appKey, numbers } = await createMaskingProfile(page, platform, 'AXB')
  const x = numbers[0]?.number ?? ''
  const { field, button, detail, tab } = masking(page)
  await platform.control('POST', '/sim/faults', { operation: 'axb.bind', kind: 'cutAfter' })
  await openForm(page)
  await field('A 的真实号码').fill(groupNumber(A))
  await field('B 的真实号码').fill(groupNumber(B))
  await chooseX(page, x)
  await button('绑定').click()
  await expect(page.getByText('不确定是否已经绑定')).toBeVisible()
  await detail.getByRole('alert').getByRole('button', { name: '查询平台' }).click()
  await expect(detail.getByText('生效中')).toBeVisible()

  await platform.control('POST', '/sim/private-number/drift', {
    appKey,
    kind: 'add',
    body: { callerNum: C, calleeNum: '+8613600000055', relationNum: x },
  })
  await tab('隐私号码').click()
  await button('开始核对').click()
  const missing = page.getByRole('region', { name: '台账缺少' })
  await expect(missing.getByText(groupNumber(C))).toBeVisible()
  await expect(page.getByText('还有 1 处差异未处理')).toBeVisible()
  await missing.getByRole('button', { name: '收入台账' }).click()
  await expect(missing.getByText(/已处理/)).toBeVisible()
  await tab('绑定关系').click()
  await expect(masking(page).list.getByRole('option')).toHaveCount(2)

  await platform.control('POST', '/sim/private-number/numbers', {
    appKey,
    numbers: [{ number: x, status: 'unavailable', cause: '2' }],
  })
  await tab('隐私号码').click()
  await passTimeUntil(platform, () => page.getByText('不可用：账户欠费').isVisible())
})
