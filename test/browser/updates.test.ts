import type { Browser } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { chromiumIsMissing } from './chromium.ts'
import { startCollector, type RunningCollector } from './collector.ts'
import { deviceId } from './fleet.ts'
import { dropTimers, setHidden } from './in-page.ts'
import { expectToFit, pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'
import { runs, settleUpdates } from './update-runs.ts'

let browser: Browser

describe.skipIf(chromiumIsMissing)('the pages about updates', () => {
  withBrowser((started) => { browser = started })

  describe('in use', () => {
    let collector: RunningCollector
    withCollector({ devices: 12 }, async (started) => {
      collector = started
      await settleUpdates(collector.deps, { devices: 12 })
    })
    const open = async (path: string, language: 'en' | 'ja' = 'en') => {
      const { page } = await visit(browser, collector, { language })
      await page.goto(`${collector.origin}${path}`)
      return page
    }

    it('show the worst first, with step, message and the folded journal, and the command that repeats it', async () => {
      const page = await open(`/admin/updates/${runs.failed}`)
      await expect
        .poll(async () => (await page.locator('.host .badge').allInnerTexts()).slice(0, 5), pollTimeout)
        .toStrictEqual(['Failed', 'Rolled back', 'Unreachable', 'Skipped', 'Updated'])
      const rolledBack = page.locator('.host.rolled_back')
      await expect.poll(() => rolledBack.locator('.step').innerText(), pollTimeout).toBe('release : キオスクの動作を確認する')
      await expect(rolledBack.locator('pre').isVisible()).resolves.toBe(false)
      await rolledBack.locator('summary').press('Enter')
      await expect.poll(() => rolledBack.locator('pre').innerText(), pollTimeout).toContain('/dev/fb0')
      await expect(page.locator('.command code').allInnerTexts()).resolves.toStrictEqual([
        `./scripts/update-all-clients.sh --only-failed ${runs.failed}`
      ])
    })

    it.each([
      ['en', 'Search this run’s log'],
      ['ja', 'この更新の実行のログを検索']
    ] as const)('lead by keyboard to the log of a run (%s)', async (language, name) => {
      const page = await open(`/admin/updates/${runs.failed}`, language)
      await page.getByRole('link', { name }).focus()
      await page.keyboard.press('Enter')
      // What became of each of its devices, and three lines of a service's journal; the other runs have lines, too.
      await expect.poll(() => page.locator('.log-line').count(), pollTimeout).toBe(12 + 3)
      expect(page.url()).toBe(`${collector.origin}/admin/logs?run=${runs.failed}`)
    })

    it('say of a run that nothing was heard of what that means, in the reader’s language', async () => {
      const { updates } = collector.deps
      const silent = '20261101-000000-00000f'
      await updates.start({ run: silent, origin: 'callback', startedAt: '2026-11-01T00:00:00Z', playbook: 'site.yml', hosts: [] })
      await updates.report(silent, [{ state: 'under_way', host: 'db01', at: '2026-11-01T00:00:01Z', attempt: 1 }], { requestId: 'test' })
      await updates.end(silent, { endedAt: '2026-11-01T00:05:00Z', outcome: 'succeeded' })
      const page = await open(`/admin/updates/${silent}`, 'ja')
      await expect.poll(() => page.locator('.why').innerText(), pollTimeout).toContain('1 台中 1 台は成功していません')
      await expect.poll(() => page.locator('.host .badge').innerText(), pollTimeout).toBe('結果なし')
      await expect(page.locator('.command code').innerText()).resolves.toBe('--limit db01')
    })

    it.each([
      ['en', 'Waiting for an update', 'Waiting for kiosk v2'],
      ['ja', '更新待ち', 'kiosk v2 への更新を待っています']
    ] as const)(
      'show who waits for what, the end of a long list folded, and the same on the device’s page (%s)',
      async (language, title, onDevice) => {
        const { updates } = collector.deps
        const waiting = Array.from({ length: 12 }, (_, index) => ({
          host: deviceId(index),
          since: '2026-11-20T01:00:00Z',
          run: runs.failed,
          release: 'kiosk',
          revision: 'v2',
          ...(index === 0 && { tries: 2 })
        }))
        onTestFinished(async () => {
          await updates.setQueue({ waiting: [], pinned: [] })
        })
        await updates.setQueue({ waiting, pinned: [{ host: deviceId(1), since: '2026-11-19T01:00:00Z', by: '田中' }] })
        const page = await open('/admin/updates', language)
        const queue = page.getByRole('region', { name: title })
        await expect.poll(() => queue.locator('li:visible').count(), pollTimeout).toBe(8)
        await queue.locator('summary').press('Enter')
        await expect.poll(() => queue.locator('li:visible').count(), pollTimeout).toBe(12)
        await expect(queue.locator('.command code').innerText()).resolves.toBe(`./scripts/update-all-clients.sh --drop ${deviceId(0)}`)
        await expectToFit(page)
        await queue.getByRole('link', { name: deviceId(0), exact: true }).click()
        await page.getByText(onDevice).waitFor({ timeout: 30_000 })
      }
    )

    it('ask for the queue only where it is shown', async () => {
      const { page } = await visit(browser, collector)
      let asked = 0
      page.on('request', (request) => { if (request.url().endsWith('/api/updates/queue')) asked++ })
      await page.goto(`${collector.origin}/admin/updates?kind=other`)
      await page.waitForSelector(`a[href$="${runs.callback}"]`)
      expect(asked).toBe(0)
      await page.locator('.kinds button').first().click()
      await expect.poll(() => asked, pollTimeout).toBe(1)
    })

    it('say at once that an id is not there, without waiting for a timer', async () => {
      const { page } = await visit(browser, collector)
      await page.addInitScript(dropTimers)
      await page.goto(`${collector.origin}/admin/updates/20200101-000000-000000`)
      await page.getByText('There is no run with this ID').waitFor({ timeout: 30_000 })
      await page.goto(`${collector.origin}/admin/devices/pi-none`)
      await page.getByText('There is no device with this ID').waitFor({ timeout: 30_000 })
    })

    it('follow a run while it goes on, hold no stream while hidden, and show on its device’s page that it is being updated', async () => {
      const { updates } = collector.deps
      const page = await open(`/admin/updates/${runs.running}`)
      await page.getByText('5 of 12 devices done').waitFor()
      await expect(page.locator('.command code').allInnerTexts()).resolves.toStrictEqual(
        ['attach', 'cancel'].map((verb) => `./scripts/update-all-clients.sh --${verb} ${runs.running}`)
      )
      const closed = page.waitForEvent('requestfailed', {
        predicate: (request) => request.url().includes(`run=${runs.running}`),
        timeout: 30_000
      })
      await page.evaluate(setHidden, true)
      await closed
      await page.evaluate(setHidden, false)
      await page.getByText('5 of 12 devices done').waitFor()

      const device = await open(`/admin/devices/${deviceId(0)}`)
      await device.locator('.why.under_way').waitFor()
      const at = new Date().toISOString()
      await updates.report(
        runs.running,
        [
          {
            state: 'finished',
            host: deviceId(0),
            at,
            attempt: 1,
            outcome: 'failed',
            durationSeconds: 9,
            step: 'release : Check',
            message: 'no answer'
          }
        ],
        { requestId: 'test' }
      )
      await page.locator('.host.failed').waitFor({ timeout: 30_000 })
      await page.getByText('6 of 12 devices done').waitFor()
      await device.locator('.why.under_way').waitFor({ state: 'detached', timeout: 30_000 })
      await device.locator('.runs-of-device .badge.failed').waitFor({ timeout: 30_000 })

      await updates.end(runs.running, { endedAt: at, outcome: 'cancelled', message: 'cancelled by 田中' })
      await page.locator('.state .badge.cancelled').waitFor({ timeout: 30_000 })
      await expect(page.locator('.host .badge.no_result').count()).resolves.toBe(6)
      await device.context().close()
    })

    it('say before the first update how to begin one', async () => {
      const fresh = await startCollector()
      for (const language of ['en', 'ja'] as const) {
        const { page } = await visit(browser, fresh, { language })
        await page.goto(`${fresh.origin}/admin/updates`)
        await expect.poll(() => page.locator('.empty code').innerText(), pollTimeout).toBe('./scripts/update-all-clients.sh')
        await page.context().close()
      }
      await fresh.close()
    })
  })
})
