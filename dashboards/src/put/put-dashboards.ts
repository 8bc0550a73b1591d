import { isDeepStrictEqual } from 'node:util'
import { languages, type Language } from '@mimamori/program/language'
import { dashboards } from '../dashboards/index.ts'
import { folderUidOf } from '../grafana/identity.ts'
import { dashboardTexts } from '../text/index.ts'
import type { GrafanaApi } from './grafana-api.ts'
import { GrafanaError } from './grafana-error.ts'

/** The outcome for each dashboard. */
export interface PutResult {
  readonly uid: string
  readonly title: string
  readonly outcome: 'created' | 'changed' | 'unchanged'
}

/** A folder with our uid may have another title: somebody renamed it, and it gets its title back. */
const putFolder = async (api: GrafanaApi, language: Language): Promise<string> => {
  const uid = folderUidOf(language)
  const title = dashboardTexts[language].common.folder
  const existing = await api.get(`/api/folders/${uid}`, title)
  if (existing === undefined) await api.send('POST', '/api/folders', title, { uid, title })
  else if (existing['title'] !== title) await api.send('PUT', `/api/folders/${uid}`, title, { title, version: existing['version'] })
  return uid
}

interface Existing { readonly content: object, readonly version: number, readonly folderUid: unknown }

/** The dashboard in Grafana, without the fields that Grafana adds; undefined if there is none. */
const readExisting = async (api: GrafanaApi, uid: string, title: string): Promise<Existing | undefined> => {
  const answer = await api.get(`/api/dashboards/uid/${uid}`, title)
  if (answer === undefined) return undefined
  const { version, ...content } = answer['dashboard'] as { id?: number, version: number }
  delete content.id
  return { content, version, folderUid: (answer['meta'] as { folderUid?: string }).folderUid }
}

/**
 * Puts every dashboard in every language into Grafana, each language into its folder. Dashboards that are as they should be are left alone;
 * changes by a person are reverted. Reports the outcome of each as it goes. @throws {GrafanaError}
 */
export const putDashboards = async (api: GrafanaApi, collectorUrl: URL, onResult: (result: PutResult) => void): Promise<void> => {
  for (const language of languages) {
    const folderUid = await putFolder(api, language)
    for (const dashboard of Object.values(dashboards(language, collectorUrl))) {
      const { uid, title } = dashboard as { uid: string, title: string }
      const content = JSON.parse(JSON.stringify(dashboard)) as object
      const put = async (): Promise<PutResult['outcome']> => {
        const existing = await readExisting(api, uid, title)
        if (existing !== undefined && existing.folderUid === folderUid && isDeepStrictEqual(existing.content, content)) return 'unchanged'
        await api.send('POST', '/api/dashboards/db', title, {
          dashboard: { ...content, ...(existing !== undefined && { version: existing.version }) },
          folderUid,
          overwrite: false,
          message: 'Mimamori'
        })
        return existing === undefined ? 'created' : 'changed'
      }
      // Somebody saved it between the two requests: try once more, based on their version.
      const outcome = await put().catch(async (error: unknown) =>
        error instanceof GrafanaError && error.code === 'changedMeanwhile' ? await put() : Promise.reject(error as Error)
      )
      onResult({ uid, title, outcome })
    }
  }
}
