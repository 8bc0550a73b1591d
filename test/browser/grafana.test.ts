import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { grafanaApi, type GrafanaApi } from '../../dashboards/src/put/grafana-api.ts'
import { putDashboards, type PutResult } from '../../dashboards/src/put/put-dashboards.ts'
import { removeDashboards, type RemoveResult } from '../../dashboards/src/put/remove-dashboards.ts'
import { allDashboards, panelsOf } from '../../dashboards/test/grafana/all-dashboards.ts'
import { chromiumIsMissing } from './chromium.ts'
import { pollTimeout } from './page.ts'
import { withBrowser } from './suite.ts'

const { MIMAMORI_TEST_GRAFANA_URL: url = '', MIMAMORI_TEST_GRAFANA_TOKEN_FILE: tokenFile = '' } = process.env

/**
 * Nothing of ours must be there before. It may have no data source: what the expressions return is tested with Prometheus itself
 * (test/whole/grafana-dashboards.test.ts).
 */
describe.skipIf(url === '' || tokenFile === '' || chromiumIsMissing)('a real Grafana', () => {
  let api: GrafanaApi
  let browser: Browser
  let token: string
  withBrowser((started) => { browser = started })
  const put = async (): Promise<readonly PutResult['outcome'][]> => {
    const outcomes: PutResult['outcome'][] = []
    await putDashboards(api, new URL('http://192.168.10.2:8080'), ({ outcome }) => { outcomes.push(outcome) })
    return outcomes
  }
  beforeAll(async () => {
    token = readFileSync(tokenFile, 'utf8').trim()
    api = grafanaApi({ url: new URL(url), token })
    expect(await put()).toEqual(allDashboards.map(() => 'created'))
  })
  afterAll(async () => {
    const outcomes: RemoveResult['outcome'][] = []
    await removeDashboards(api, ({ outcome }) => { outcomes.push(outcome) })
    // With the folder of each language.
    expect(outcomes).toEqual(Array.from({ length: allDashboards.length + 2 }, () => 'removed'))
  })

  it('creates nothing anew when the dashboards are put there again', async () => {
    expect(await put()).not.toContain('created')
  })

  it.each(allDashboards)('opens $name ($language) with every panel', async ({ dashboard }) => {
    // So high that Grafana, which draws a panel when it comes into view, draws all of them.
    const context = await browser.newContext({
      viewport: { width: 1600, height: 6000 },
      extraHTTPHeaders: { authorization: `Bearer ${token}` }
    })
    try {
      const page = await context.newPage()
      await page.goto(new URL(`d/${dashboard.uid!}?kiosk`, `${url.replace(/\/$/, '')}/`).href)
      for (const { title } of panelsOf(dashboard)) await page.getByTestId(`data-testid Panel header ${title!}`).first().waitFor(pollTimeout)
      expect(await page.getByText('Panel plugin not found').count()).toBe(0)
      expect(await page.title()).toContain(dashboard.title)
    } finally {
      await context.close()
    }
  })
})
