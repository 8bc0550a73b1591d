import { languages } from '@mimamori/program/language'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { generatedFiles } from '../../src/generated-files.ts'
import { allDashboards } from './all-dashboards.ts'

const fileAt = (path: string): unknown => parse(generatedFiles().get(`grafana/provisioning/${path}/mimamori.yml`)!)

test('the data sources have fixed uids, one of them is the default, and Prometheus says how often it scrapes', () => {
  const { datasources } = fileAt('datasources') as {
    datasources: { uid: string, type: string, isDefault?: boolean, jsonData: Record<string, unknown> }[]
  }
  expect(datasources.map(({ type, uid }) => [type, uid])).toEqual([
    ['prometheus', 'mimamori-prometheus'],
    ['loki', 'mimamori-loki'],
    ['alertmanager', 'mimamori-alertmanager']
  ])
  expect(datasources.filter(({ isDefault }) => isDefault).map(({ type }) => type)).toEqual(['prometheus'])
  expect(datasources[0]!.jsonData).toMatchObject({ timeInterval: '60s', alertmanagerUid: 'mimamori-alertmanager' })
})

test('a request leads to the logs in each language, by a variable that provisioning would take for one of the environment', () => {
  const { datasources } = fileAt('datasources') as { datasources: { type: string, jsonData: { derivedFields?: unknown } }[] }
  const link = { name: 'request_id', matcherType: 'label', matcherRegex: 'request_id' }
  expect(datasources.find(({ type }) => type === 'loki')?.jsonData.derivedFields).toEqual([
    { ...link, url: '/d/mimamori-logs-en?var-request=$${__value.raw}', urlDisplayLabel: 'Same request' },
    { ...link, url: '/d/mimamori-logs-ja?var-request=$${__value.raw}', urlDisplayLabel: '同じリクエスト' }
  ])
})

test('each folder has one provider, with a uid of its own, and no dashboard of its own title', () => {
  const { providers } = fileAt('dashboards') as {
    providers: { folder: string, folderUid: string, name: string, options: { path: string } }[]
  }
  expect(providers.map(({ folderUid }) => folderUid)).toEqual(languages.map((language) => `mimamori-${language}`))
  for (const key of ['folder', 'name'] as const) expect(new Set(providers.map((each) => each[key])).size).toBe(providers.length)
  expect(new Set(providers.map(({ options }) => options.path)).size).toBe(providers.length)
  // Grafana refuses a dashboard that is called as its folder, or as another one in it (grafana/grafana#12411).
  const titles = allDashboards.map(({ language, dashboard }) => `${language}/${dashboard.title}`)
  expect(new Set(titles).size).toBe(titles.length)
  expect(allDashboards.filter(({ dashboard }) => providers.some(({ folder }) => folder === dashboard.title))).toEqual([])
})

test('no secret stands in a file: the contact point reads its token from one', () => {
  const {
    contactPoints: [
      {
        receivers: [receiver]
      }
    ]
  } = fileAt('alerting') as { contactPoints: [{ receivers: [{ settings: Record<string, string> }] }] }
  expect(receiver.settings).toMatchObject({
    url: 'http://127.0.0.1:8080/api/alerts',
    authorization_credentials: '$__file{/etc/grafana/mimamori-alert.token}'
  })
})

test('two generations are the same to the byte', () => {
  expect([...generatedFiles()]).toEqual([...generatedFiles()])
})
