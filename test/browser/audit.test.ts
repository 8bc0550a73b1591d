import type { Browser } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { auditedCalls, secrets } from '../../collector/test/people/audit-calls.ts'
import { chromiumIsMissing } from './chromium.ts'
import type { RunningCollector } from './collector.ts'
import { deviceId } from './fleet.ts'
import { expectToFit, pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

let browser: Browser
let collector: RunningCollector

/** A request of the administrator's. */
const ask = async (method: string, url: string, body?: unknown): Promise<void> => {
  const headers = { authorization: `Bearer ${collector.adminToken}`, ...body !== undefined && { 'content-type': 'application/json' } }
  const answer = await fetch(collector.origin + url, { method, headers, ...body !== undefined && { body: JSON.stringify(body) } })
  if (!answer.ok) throw new Error(`${method} ${url}: ${await answer.text()}`)
}

const device = deviceId(10)
/** More than the page shows at once. */
const changes = 60

describe.skipIf(chromiumIsMissing)('the page Audit log', () => {
  withBrowser((started) => { browser = started })
  withCollector({ devices: 12 }, async (started) => {
    collector = started
    for (let change = 1; change <= changes; change++) {
      await ask('PATCH', `/api/clients/${deviceId(11)}`, { labels: { line: String(change) } })
    }
    await ask('PATCH', `/api/clients/${device}`, {
      site: '第二工場',
      labels: { owner: 'a-very-long-name-without-any-place-to-break-it-in-the-middle-of-the-word' }
    })
    await ask('POST', `/api/clients/${device}/pause`, { until: '2099-01-01T00:00:00Z', reason: '棚卸し' })
    for (const operation of ['addReceiver', 'changeReceiver', 'setMailRelay', 'createToken', 'confirmClock']) {
      const { method, url, body } = auditedCalls[operation]!
      await ask(method, url, body)
    }
  })

  it.each([
    [
      'wide',
      'en',
      'Audit log',
      ['Device paused', 'State: in use → paused', 'Reason: 棚卸し', 'URL: changed (not shown)', 'admin (admin) · from 127.0.0.1'],
      'Recent changes',
      'All changes to this device'
    ],
    [
      'phone',
      'ja',
      '操作履歴',
      ['端末を一時停止', '状態：使用中 → 一時停止', '理由：棚卸し', 'URL：変更（値は記録しません）', 'admin（admin） · 127.0.0.1 から'],
      '最近の変更',
      'この端末の変更をすべて表示'
    ]
  ] as const)(
    'says who changed what, from where, and no secret; a device’s page has its last changes (%s, %s)',
    async (size, language, name, said, recent, all) => {
      const { page, complaints } = await visit(browser, collector, { size, language })
      await page.locator('.places').getByRole('link', { name, exact: true }).click()
      await expect.poll(() => page.locator('.audited').count(), pollTimeout).toBe(50)
      const list = await page.locator('.audit').innerText()
      for (const words of said) expect(list).toContain(words)
      for (const secret of Object.values(secrets)) expect(list).not.toContain(secret)
      await expectToFit(page)
      await page.locator('.older button').click()
      await expect.poll(() => page.locator('.audited').count(), pollTimeout).toBe(changes + 7)

      await page.locator(`.audited a[href$="${device}"]`).first().click()
      const section = page.getByRole('region', { name: recent })
      await expect.poll(() => section.locator('.audited').count(), pollTimeout).toBe(2)
      await expectToFit(page)
      await section.getByRole('link', { name: all }).click()
      await expect.poll(() => page.locator('.audited').count(), pollTimeout).toBe(2)
      expect(new URL(page.url()).search).toBe(`?device=${device}`)
      expect(complaints).toStrictEqual([])
    }
  )

  it('is narrowed by who, of what and what was done, in the address', async () => {
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/audit`)
    await page.getByLabel('Action').selectOption({ label: 'Token created' })
    await expect
      .poll(() => page.locator('.audited').allInnerTexts(), pollTimeout)
      .toEqual([expect.stringMatching(/Token created grafana[^]*Role: viewer/)])
    expect(new URL(page.url()).search).toBe('?action=createToken')
    await page.getByLabel('Changed by').fill('sato')
    await page.getByLabel('Changed by').press('Enter')
    await page.getByText('No changes match these filters.').waitFor(pollTimeout)
    await page.getByRole('button', { name: 'Show all changes' }).click()
    await expect.poll(() => page.locator('.audited').count(), pollTimeout).toBe(50)
    const ofDevice = page.getByRole('combobox', { name: 'Device', exact: true })
    await ofDevice.fill('pi-nosuch')
    await ofDevice.press('Enter')
    await page.getByText('There is no device pi-nosuch. Check the ID.').waitFor(pollTimeout)
  })

  it('tells a viewer that administrators see it, and shows nothing on a device’s page', async () => {
    const { page, complaints } = await visit(browser, collector, { role: 'viewer' })
    await page.goto(`${collector.origin}/admin/audit`)
    await page.getByText('Only administrators can see the audit log.').waitFor(pollTimeout)
    await expect.poll(() => page.locator('.places').getByRole('link', { name: 'Audit log' }).count(), pollTimeout).toBe(0)
    await expect(page.locator('.audited').count()).resolves.toBe(0)
    await page.goto(`${collector.origin}/admin/devices/${device}`)
    await page.waitForSelector('.facts')
    await expect(page.getByRole('region', { name: 'Recent changes' }).count()).resolves.toBe(0)
    expect(complaints).toStrictEqual([])
  })
})
