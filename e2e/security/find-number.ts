import { expect, type Page } from '@playwright/test'

/** Blanks, dashes and marks that may stand between the digits of one number. */
const BETWEEN = /(?<=[0-9])[\s\u00a0\u200b().·–-]{1,3}(?=[0-9])/g

/** Which of the numbers (digits without country code) stand in a text in full, however they are spaced. */
export function numbersIn(text: string, numbers: readonly string[]): string[] {
  const digits = text.normalize('NFKC').replace(BETWEEN, '')
  return numbers.filter((number) => digits.includes(number))
}

/**
 * Where on a page full numbers stand: its text and attributes, its title and address, what is in its fields,
 * its storage, and what a screen reader is given.
 */
export async function findNumbers(page: Page, numbers: readonly string[]): Promise<string[]> {
  const places = await page.evaluate(() => {
    const attributes: string[] = []
    const fields: string[] = []
    for (const element of document.querySelectorAll('*')) {
      for (const attribute of element.attributes) attributes.push(`${attribute.name}=${attribute.value}`)
      if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
        fields.push(element.value)
    }
    return {
      // Neighbours in the document are not one number.
      text: [...document.querySelectorAll('*')]
        .map((element) => (element.childElementCount === 0 ? element.textContent : ''))
        .join('\n'),
      whole: document.body.innerText,
      attributes: attributes.join('\n'),
      fields: fields.join('\n'),
      title: document.title,
      address: location.href,
      storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    }
  })
  const told = { ...places, readers: await page.locator('body').ariaSnapshot() }
  return Object.entries(told).flatMap(([place, text]) =>
    numbersIn(text, numbers).map((number) => `${place}: ${number.slice(0, 3)}…${number.slice(-4)}`),
  )
}

/** Keeps what the page copies, for it to be looked at. */
export async function watchClipboard(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const copied: string[] = []
    Reflect.set(window, 'copied', copied)
    navigator.clipboard.writeText = async (text) => {
      copied.push(text)
    }
  })
  return () => page.evaluate(() => Reflect.get(window, 'copied'))
}

/**
 * Goes everywhere a person can get to by links, and calls `look` there; opens what the status line explains
 * and whatever else says that it opens something. Returns the addresses.
 */
export async function walkEverywhere(page: Page, look: (where: string) => Promise<void>): Promise<string[]> {
  const seen = new Set<string>()
  const opened = page.locator('[data-portal] :is([role=dialog], [role=menu])').filter({ visible: true })
  const waiting = ['#/']
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (seen.has(next)) continue
    seen.add(next)
    await page.evaluate((hash) => {
      location.hash = hash
    }, next)
    await settled(page)
    await look(next)
    // The frame is the same everywhere.
    const openers = page.locator(
      `${seen.size === 1 ? 'header, footer, ' : ''}main`.split(', ').map(opener).join(', '),
    )
    for (let at = 0; at < (await openers.count()); at += 1) {
      await openers.nth(at).click()
      await look(`${next} opened ${at}`)
      // Some open again by the focus that comes back to them, and some only once what they show has come.
      await expect(async () => {
        await page.keyboard.press('Escape')
        await page.mouse.click(2, 2)
        await expect(opened).toHaveCount(0, { timeout: 1000 })
      }).toPass({ timeout: 20_000 })
    }
    waiting.push(...(await placesOn(page)))
  }
  return [...seen]
}

const opener = (part: string) =>
  `${part} [aria-haspopup]:visible:not([disabled]):not([role=combobox])${part === 'footer' ? ', footer button:visible' : ''}`

/** Every address that is linked here, and that of the first of each list. */
async function placesOn(page: Page): Promise<string[]> {
  const linked = await page
    .locator('a[href^="#/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  const options = page.getByRole('listbox').getByRole('option')
  const chosen: string[] = []
  for (let at = 0; at < Math.min(2, await options.count()); at += 1) {
    await options.nth(at).click()
    await settled(page)
    chosen.push(new URL(page.url()).hash)
  }
  return [...linked, ...chosen].filter((hash) => hash !== '')
}

/** Nothing that stands for something still to be read. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('[data-skeleton], [aria-busy=true]')).toHaveCount(0)
  await expect(page.locator('main')).toBeVisible()
}
