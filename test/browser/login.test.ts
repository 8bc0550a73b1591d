import type { Browser, Page } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { chromiumIsMissing } from './chromium.ts'
import { startCollector, type RunningCollector } from './collector.ts'
import { deviceId } from './fleet.ts'
import { setHidden } from './in-page.ts'
import { visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

let browser: Browser
let collector: RunningCollector
const path = `/admin/devices/${deviceId(9)}`
const code = () => collector.loginLink().split('#')[1]!

/** Somebody without a session who opens this, as from an alert. */
const open = async (place: string): Promise<Page> => {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await page.goto(`${collector.origin}${place}`)
  await page.locator('main.login').waitFor()
  return page
}
const enter = async (page: Page, text: string) => {
  await page.getByLabel('Or enter the code at the end of the link').fill(text)
  await page.getByRole('button', { name: 'Log in' }).click()
}
const endSession = async (page: Page) => {
  const [session] = (await page.context().cookies()).filter(({ name }) => name === 'mimamori_session')
  await collector.deps.access.endSession(session!.value)
}

describe.skipIf(chromiumIsMissing)('who has to log in', () => {
  withBrowser((started) => { browser = started })
  withCollector({ devices: 12 }, (started) => { collector = started })

  it('comes to the device that was asked for, by a code, also where the first was wrong', async () => {
    const page = await open(path)
    await enter(page, 'wrong')
    await page.locator('[role="alert"]').waitFor()
    await enter(page, code())
    await page.waitForURL(`${collector.origin}${path}`)
    await page.locator('article.one h1').waitFor()
    await page.context().close()
  })

  it('comes there by the printed link in a new tab, and so does each tab that waited, when it is seen again', async () => {
    const first = await open(path)
    const second = await first.context().newPage()
    await second.goto(`${collector.origin}/admin?state=silent`)
    await second.locator('main.login').waitFor()
    const opened = await first.context().newPage()
    await opened.goto(collector.loginLink())
    await opened.waitForURL(`${collector.origin}/admin?state=silent`)
    await first.evaluate(setHidden, false)
    await first.waitForURL(`${collector.origin}${path}`)
    // What was asked for is forgotten with that: the next log-in leads to the list, where no open tab asks again as its session ends.
    await Promise.all([first, second].map((tab) => tab.close()))
    await opened.goto('about:blank')
    await endSession(opened)
    await opened.goto(collector.loginLink())
    await opened.waitForURL(`${collector.origin}/admin`)
    await opened.context().close()
  })

  it('keeps filters and language, and takes no fragment of the page for a code', async () => {
    const page = await open('/admin?state=late&lang=ja#main')
    await expect(page.locator('html').getAttribute('lang')).resolves.toBe('ja')
    await expect(page.locator('[role="alert"]').count()).resolves.toBe(0)
    await page.getByRole('button', { name: 'English' }).click()
    await enter(page, code())
    await page.waitForURL(`${collector.origin}/admin?state=late`)
    await expect(page.locator('html').getAttribute('lang')).resolves.toBe('en')
    await page.context().close()
  })

  it('is logged in once by a link, which leaves no trace in the address, and logs out on any page', async () => {
    const link = collector.loginLink()
    const { page } = await visit(browser, { loginLink: () => link })
    await page.getByRole('button', { name: 'Log out' }).click()
    await page.waitForURL('**/admin/login')
    await page.goto(`${collector.origin}/admin`)
    await page.locator('main.login').waitFor()
    await page.goto(link)
    await expect(page.locator('[role="alert"]').innerText()).resolves.toContain(
      `The server at ${new URL(collector.origin).host} does not know this code: it was used already`
    )
    await expect(page.locator('main.login .banner').count()).resolves.toBe(0)
    expect(page.url()).toBe(`${collector.origin}/admin/login`)
    await enter(page, code())
    await page.waitForURL('**/admin')
    await page.goto(`${collector.origin}/admin/runbook/README`)
    await page.getByRole('button', { name: 'Log out' }).click()
    await page.waitForURL('**/admin/login')
    await page.goto(`${collector.origin}/docs`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect(page.getByRole('button', { name: 'Log out' }).count()).resolves.toBe(0)
    await page.context().close()
  })

  it('comes back to the same place when the session ends while the page is open', async () => {
    await Promise.all([`${path}#main`, '/admin?state=late', '/admin/updates'].map(async (place) => {
      const { page } = await visit(browser, collector)
      await page.goto(`${collector.origin}${place}`)
      await page.getByRole('button', { name: 'Log out' }).waitFor()
      await endSession(page)
      await page.locator('main.login').waitFor({ timeout: 40_000 })
      await expect(page.locator('main.login .banner').innerText()).resolves.toMatch(
        /^Your session has ended: .* you are back where you were\.$/
      )
      // That of this collector, wherever it is pasted; a stranger's names no place.
      await expect(page.locator('main.login code').innerText()).resolves.toMatch(/^cd \/.* npm run -s mimamori -- login$/)
      await enter(page, code())
      await page.waitForURL(`${collector.origin}${place.replace('#main', '')}`)
      await page.context().close()
    }))
  })

  it('is told that the address is the wrong one, where it is, and that the link still works, at the server’s address, too', async () => {
    const elsewhere = await startCollector({ settings: { MIMAMORI_PUBLIC_URL: 'https://mimamori.localhost' } })
    onTestFinished(() => elsewhere.close())
    const { port } = new URL(elsewhere.origin)
    for (const [locale, said, refused] of [
      ['en-GB', 'The server does not accept log-ins at', 'The server does not answer to other.localhost'],
      ['ja-JP', 'ではログインできません', '「other.localhost」という名前では開けません']
    ] as const) {
      const page = await (await browser.newContext({ locale })).newPage()
      const link = `/admin/login#${new URL(elsewhere.loginLink()).hash.slice(1)}`
      await page.goto(`http://mimamori.localhost:${port}${link}`)
      await expect(page.locator('[role="alert"]').innerText()).resolves.toContain(said)
      await page.goto(`http://other.localhost:${port}${link}`)
      await expect(page.locator('main').innerText()).resolves.toContain(refused)
      await page.goto(`${elsewhere.origin}${link}`)
      await page.waitForURL(`${elsewhere.origin}/admin`)
      await page.context().close()
    }
  })

  it('comes to the device that was clicked where the browser has lost the session', async () => {
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin`)
    const device = page.locator(`a[href="${path}"]`).first()
    await device.waitFor()
    await page.context().clearCookies()
    await device.click()
    await page.locator('main.login').waitFor()
    await enter(page, code())
    await page.waitForURL(`${collector.origin}${path}`)
    await page.context().close()
  })

  it('need not do so again after a link on a page of another site, with which a browser sends no session', async () => {
    const { page } = await visit(browser, collector)
    await page.goto(`data:text/html,<a href="${collector.origin}${path}">alert</a>`)
    const sentToLogIn = page.waitForResponse((answer) => answer.url().includes('/admin/login?to='))
    await page.getByRole('link', { name: 'alert' }).click()
    await sentToLogIn
    await page.waitForURL(`${collector.origin}${path}`)
    await page.context().close()
  })

  it('types a name and a password once a user has one, is told of a wrong one, and changes it from the head of the page', async () => {
    const { access } = collector.deps
    await access.createUser({ name: 'tanaka', role: 'viewer' })
    await access.changeUser('tanaka', { password: 'six cranes over the lake' })
    const page = await open(path)
    await page.getByLabel('Name').fill('tanaka')
    await page.getByLabel('Password').fill('five cranes over the lake')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('The name or the password is wrong.').waitFor()
    await page.getByLabel('Password').fill('six cranes over the lake')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${collector.origin}${path}`)
    // The password so far is asked for, and a wrong one is said at its field.
    await page.getByRole('button', { name: 'tanaka' }).click()
    await page.getByLabel('Current password').fill('five cranes over the lake')
    await page.getByLabel('New password', { exact: true }).fill('seven geese over the bay')
    await page.getByLabel('New password again').fill('seven geese over the bay')
    await page.keyboard.press('Enter')
    await page.getByText('This is not your current password.').waitFor()
    await page.getByLabel('Current password').fill('six cranes over the lake')
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByText('The password is set.').waitFor()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog').count()).resolves.toBe(0)
    await page.reload()
    await page.locator('article.one h1').waitFor()
    await page.context().close()
    expect(await access.logInWithPassword('tanaka', 'seven geese over the bay')).toBeDefined()
    const other = await open('/admin')
    await other.getByText('Log in with a link').click()
    await other.getByLabel('Or enter the code at the end of the link').fill(code())
    await other.keyboard.press('Enter')
    await other.waitForURL(`${collector.origin}/admin`)
    await other.context().close()
    await access.deleteUser('tanaka')
  })

  it('is led nowhere by an address that somebody else made', async () => {
    const page = await open(`/admin/login?to=${encodeURIComponent('//evil.example')}`)
    await enter(page, code())
    await page.waitForURL(`${collector.origin}/admin`)
    await page.context().close()
  })
})
