import { isDeepStrictEqual } from 'node:util'
import { languages, type Language } from '@mimamori/program/language'
import { dashboards } from '../dashboards/index.ts'
import { folderUidOf } from '../grafana/identity.ts'
import { dashboardTexts } from '../text/dashboards/index.ts'
import type { GrafanaApi } from './grafana-api.ts'
import { GrafanaError } from './grafana-error.ts'

/** What became of each dashboard. */
export interface PutResult {
  readonly uid: string
  readonly title: string
  readonly outcome: 'created' | 'changed' | 'unchanged'
}

/** There may be one of our uid by another title: somebody renamed it, and it is given its name again. */
const putFolder = async (api: GrafanaApi, language: Language): Promise<string> => {
  const uid = folderUidOf(language)
  const title = dashboardTexts[language].common.folder
  const existing = await api.get(`/api/folders/${uid}`, title)
  if (existing === undefined) await api.send('POST', '/api/folders', title, { uid, title })
  else if (existing['title'] !== title) await api.send('PUT', `/api/folders/${uid}`, title, { title, version: existing['version'] })
  return uid
}

interface Existing { readonly content: object, readonly version: number, readonly folderUid: unknown }

/** As it stands in Grafana, without what Grafana adds; undefined where there is none. */
const readExisting = async (api: GrafanaApi, uid: string, title: string): Promise<Existing | undefined> => {
  const answer = await api.get(`/api/dashboards/uid/${uid}`, title)
  if (answer === undefined) return undefined
  const { version, ...content } = answer['dashboard'] as { id?: number, version: number }
  delete content.id
  return { content, version, folderUid: (answer['meta'] as { folderUid?: string }).folderUid }
}

/**
 * Brings every dashboard in every language into Grafana, each language into its folder. What is there as it should be is left alone; what
 * a person has changed is changed back. Says of each what became of it, as it goes. @throws {GrafanaError}
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
        await api.send('POST', '/api/dashboards/db', title, { dashboard: { ...content, ...existing !== undefined && { version: existing.version } }, folderUid, overwrite: false, message: 'Mimamori' })
        return existing === undefined ? 'created' : 'changed'
      }
      // Somebody saved it between our two requests: once more, on what they saved.
      const outcome = await put().catch(async (error: unknown) => error instanceof GrafanaError && error.code === 'changedMeanwhile' ? await put() : Promise.reject(error as Error))
      onResult({ uid, title, outcome })
    }
  }
}
