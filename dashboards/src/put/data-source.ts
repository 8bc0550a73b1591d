import { isDeepStrictEqual } from 'node:util'
import type { GrafanaApi } from './grafana-api.ts'
import { GrafanaError } from './grafana-error.ts'
import { dataSources } from '../grafana/provisioning.ts'
import { provisionedUids } from '../grafana/data-sources.ts'

/** The addresses at which Grafana reaches Prometheus and Loki; undefined if it has another data source for one. */
export interface DataSourceUrls {
  readonly prometheusUrl: URL | undefined
  readonly lokiUrl: URL | undefined
}

export interface DataSourceResult {
  readonly title: string
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'removed'
}

interface DataSource {
  readonly uid: string
  readonly name: string
  readonly url: string
  readonly jsonData: Readonly<Record<string, unknown>>
}

/** Without the parts that only a Grafana of Mimamori's has: a data source for Alertmanager, and a default. */
const wantedDataSources = ({ prometheusUrl, lokiUrl }: DataSourceUrls): readonly DataSource[] => {
  const nowhere = new URL('http://nowhere.invalid')
  const { datasources } = dataSources({
    prometheusUrl: prometheusUrl ?? nowhere,
    lokiUrl: lokiUrl ?? nowhere,
    alertmanagerUrl: nowhere
  }) as { readonly datasources: readonly (DataSource & { readonly editable: boolean, readonly isDefault?: boolean })[] }
  return datasources
    .filter(({ url }) => url !== nowhere.origin)
    .map(({ editable: _editable, isDefault: _isDefault, jsonData: { alertmanagerUid: _alertmanagerUid, ...jsonData }, ...dataSource }) => ({
      ...dataSource,
      jsonData
    }))
}

/** The meaning of a rejection for a data source: only the role Admin may change one, and nobody one that a file provides. */
const refusedAs = (error: unknown): unknown => {
  if (!(error instanceof GrafanaError)) return error
  const { code, about, reason } = error
  if (code === 'noPermission') return new GrafanaError(/read-only/i.test(reason) ? 'provisioned' : 'adminNeeded', about, reason)
  return code === 'folderConflict' ? new GrafanaError('nameTaken', about, reason) : error
}

/**
 * Whether one in Grafana is as it should be; other settings by somebody are theirs, and the rest of one that a file provides is that
 * file's.
 */
const isAsWanted = (existing: Readonly<Record<string, unknown>>, { url, jsonData }: DataSource): boolean => {
  const settings = existing['jsonData'] as DataSource['jsonData'] | undefined
  return (
    existing['url'] === url &&
    (existing['readOnly'] === true || Object.entries(jsonData).every(([name, value]) => isDeepStrictEqual(settings?.[name], value)))
  )
}

/**
 * Creates data sources with these addresses in Grafana, or updates them. Reports the outcome of each as it goes; none becomes
 * the default. https://grafana.com/docs/grafana/latest/developers/http_api/data_source/ @throws {GrafanaError}
 */
export const putDataSources = async (
  api: GrafanaApi,
  urls: DataSourceUrls,
  onResult: (result: DataSourceResult) => void
): Promise<void> => {
  for (const wanted of wantedDataSources(urls)) {
    const { uid, name: title } = wanted
    const put = async (): Promise<DataSourceResult['outcome']> => {
      const existing = await api.get(`/api/datasources/uid/${uid}`, title)
      if (existing === undefined) {
        await api.send('POST', '/api/datasources', title, wanted)
        return 'created'
      }
      if (isAsWanted(existing, wanted)) return 'unchanged'
      await api.send('PUT', `/api/datasources/uid/${uid}`, title, {
        ...wanted,
        isDefault: existing['isDefault'],
        jsonData: { ...(existing['jsonData'] as object), ...wanted.jsonData }
      })
      return 'changed'
    }
    const outcome = await put().catch((error: unknown) => {
      throw refusedAs(error)
    })
    onResult({ title, outcome })
  }
}

/**
 * Removes the data sources that putDataSources creates; a token that may not see data sources cannot have created any. @throws
 * {GrafanaError}
 */
export const removeDataSources = async (api: GrafanaApi, onResult: (result: DataSourceResult) => void): Promise<void> => {
  for (const uid of [provisionedUids.prometheus, provisionedUids.loki]) {
    const existing = await api.get(`/api/datasources/uid/${uid}`).catch((error: unknown) => {
      if (error instanceof GrafanaError && error.code === 'noPermission') return undefined
      throw error
    })
    if (existing === undefined || existing['readOnly'] === true) continue
    const title = String(existing['name'])
    await api.send('DELETE', `/api/datasources/uid/${uid}`, title).catch((error: unknown) => { throw refusedAs(error) })
    onResult({ title, outcome: 'removed' })
  }
}
