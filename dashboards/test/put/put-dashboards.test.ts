import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { dashboardNames } from '../../src/grafana/identity.ts'
import { grafanaApi, type GrafanaApi } from '../../src/put/grafana-api.ts'
import { putDashboards, type PutResult } from '../../src/put/put-dashboards.ts'
import { removeDashboards, type RemoveResult } from '../../src/put/remove-dashboards.ts'
import { startGrafanaStandIn, type GrafanaStandIn } from './grafana-stand-in.ts'

const collectorUrl = new URL('http://192.168.10.2:8080')
const all = 2 * dashboardNames.length
const token = 'glsa_of_the_test'

const put = async (api: GrafanaApi, url = collectorUrl): Promise<readonly PutResult[]> => {
  const results: PutResult[] = []
  await putDashboards(api, url, (result) => { results.push(result) })
  return results
}
const remove = async (api: GrafanaApi): Promise<readonly RemoveResult[]> => {
  const results: RemoveResult[] = []
  await removeDashboards(api, (result) => { results.push(result) })
  return results
}
const outcomesOf = (results: readonly (PutResult | RemoveResult)[]): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(Object.groupBy(results, ({ outcome }) => outcome)).map(([outcome, list]) => [outcome, list.length]))

describe('over a strict stand-in of Grafana', () => {
  let grafana: GrafanaStandIn
  let api: GrafanaApi
  beforeEach(async () => {
    grafana = await startGrafanaStandIn({ token })
    api = grafanaApi({ url: grafana.url, token })
  })
  afterEach(async () => { await grafana.close() })

  test('puts every dashboard into the folder of its language, and changes nothing the second time', async () => {
    expect(outcomesOf(await put(api))).toEqual({ created: all })
    expect([...grafana.folders.values()].map(({ uid, title }) => [uid, title])).toEqual([
      ['mimamori-en', 'Mimamori (English)'],
      ['mimamori-ja', 'Mimamori（日本語）']
    ])
    expect(grafana.dashboards.get('mimamori-fleet-ja')).toMatchObject({ folderUid: 'mimamori-ja', version: 1 })
    expect(outcomesOf(await put(api))).toEqual({ unchanged: all })
    expect([...grafana.dashboards.values()].filter(({ version }) => version !== 1)).toEqual([])
  })

  test('brings a new address of the collector into all of them', async () => {
    await put(api)
    expect(outcomesOf(await put(api, new URL('http://10.0.0.5:8080')))).toEqual({ changed: all })
    expect(JSON.stringify(grafana.dashboards.get('mimamori-device-en')!.content)).toContain('http://10.0.0.5:8080')
  })

  test('changes back what a person has changed or moved, and leaves the others alone', async () => {
    await put(api)
    grafana.folders.set('elsewhere', { uid: 'elsewhere', title: 'Elsewhere', version: 1 })
    const [fleet, sites] = [grafana.dashboards.get('mimamori-fleet-en')!, grafana.dashboards.get('mimamori-sites-en')!]
    grafana.dashboards.set('mimamori-fleet-en', { ...fleet, content: { ...fleet.content, title: 'Mine' }, version: 7 })
    grafana.dashboards.set('mimamori-sites-en', { ...sites, folderUid: 'elsewhere' })
    grafana.folders.get('mimamori-ja')!.title = '見守り'
    expect(outcomesOf(await put(api))).toEqual({ changed: 2, unchanged: all - 2 })
    expect(grafana.dashboards.get('mimamori-fleet-en')).toMatchObject({ content: { title: 'Fleet' }, version: 8 })
    expect(grafana.dashboards.get('mimamori-sites-en')!.folderUid).toBe('mimamori-en')
    expect(grafana.folders.get('mimamori-ja')!.title).toBe('Mimamori（日本語）')
  })

  const savedBySomebody = (times: number): void => {
    grafana.beforeSave = () => {
      const stored = grafana.dashboards.get('mimamori-fleet-en')
      if (times-- > 0 && stored) grafana.dashboards.set('mimamori-fleet-en', { ...stored, version: stored.version + 1 })
    }
  }
  test('tries once more where somebody saved in between, and then gives up', async () => {
    await put(api)
    savedBySomebody(1)
    expect(outcomesOf(await put(api, new URL('http://10.0.0.5:8080')))).toEqual({ changed: all })
    savedBySomebody(2)
    await expect(put(api)).rejects.toMatchObject({
      code: 'changedMeanwhile',
      about: 'Fleet',
      reason: '412 The dashboard has been changed by someone else'
    })
  })

  test('takes away what it brought, and keeps a folder in which somebody has a dashboard of their own', async () => {
    await put(api)
    grafana.dashboards.set('mine', { content: { title: 'Mine' }, version: 1, folderUid: 'mimamori-en' })
    const results = await remove(api)
    expect(outcomesOf(results)).toEqual({ removed: all + 1, leftAlone: 1 })
    expect(results.find(({ outcome }) => outcome === 'leftAlone')).toMatchObject({ uid: 'mimamori-en', title: 'Mimamori (English)' })
    expect([[...grafana.folders.keys()], [...grafana.dashboards.keys()]]).toEqual([['mimamori-en'], ['mine']])
    expect(await remove(api)).toMatchObject([{ uid: 'mimamori-en', outcome: 'leftAlone' }])
  })

  test.each<[string, (grafana: GrafanaStandIn) => void, object]>([
    [
      'another dashboard of the same title',
      ({ folders, dashboards }) => {
        folders.set('mimamori-en', { uid: 'mimamori-en', title: 'Mimamori (English)', version: 1 })
        dashboards.set('mine', { content: { title: 'Fleet' }, version: 1, folderUid: 'mimamori-en' })
      },
      { code: 'titleTaken', about: 'Fleet' }
    ],
    [
      'another folder of the same title',
      ({ folders }) => {
        folders.set('mine', { uid: 'mine', title: 'Mimamori (English)', version: 1 })
      },
      {
        code: 'folderConflict',
        about: 'Mimamori (English)',
        reason: '409 a folder with the same name already exists in the current location'
      }
    ],
    [
      'a dashboard that a file provisions',
      ({ folders, dashboards }) => {
        folders.set('mimamori-en', { uid: 'mimamori-en', title: 'Mimamori (English)', version: 1 })
        dashboards.set('mimamori-fleet-en', { content: { title: 'Fleet' }, version: 1, folderUid: 'mimamori-en', isProvisioned: true })
      },
      { code: 'provisioned', about: 'Fleet' }
    ]
  ])('says so where there is %s', async (_, arrange, expected) => {
    arrange(grafana)
    await expect(put(api)).rejects.toMatchObject(expected)
  })

  test.each(['<html>Log in</html>', 'null', '"ok"'])('says so where something else answers, such as %s', async (body) => {
    const server = createServer((_request, response) => { response.end(body) }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => {
      server.close()
      server.closeAllConnections()
    })
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    await expect(put(grafanaApi({ url, token }))).rejects.toMatchObject({ code: 'notGrafana', reason: 'HTTP 200' })
  })

  test('reads no answer without end', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200)
      const more = (): void => { while (response.write('x'.repeat(1_048_576)) && !response.destroyed); }
      response.on('drain', more)
      more()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => {
      server.close()
      server.closeAllConnections()
    })
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    await expect(put(grafanaApi({ url, token }))).rejects.toMatchObject({ code: 'notGrafana', reason: 'more than 16777216 bytes' })
  })

  test('says so where the token is wrong, where nobody answers, or where it may not write', async () => {
    await expect(put(grafanaApi({ url: grafana.url, token: 'other' }))).rejects.toMatchObject({
      code: 'tokenRejected',
      reason: '401 Invalid API key'
    })
    const { url } = grafana
    await grafana.close()
    await expect(put(grafanaApi({ url, token }))).rejects.toMatchObject({ code: 'unreachable' })
    grafana = await startGrafanaStandIn({ token, mayWrite: false })
    await expect(put(grafanaApi({ url: grafana.url, token }))).rejects.toMatchObject({ code: 'noPermission', about: 'Mimamori (English)' })
  })
})
