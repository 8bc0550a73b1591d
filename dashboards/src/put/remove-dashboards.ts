import { languages } from '@mimamori/program/language'
import { dashboardNames, folderUidOf, uidOf } from '../grafana/identity.ts'
import type { GrafanaApi } from './grafana-api.ts'

/** The outcome of a removal; a folder stays if it contains dashboards of others. */
export interface RemoveResult {
  readonly uid: string
  readonly title: string
  readonly outcome: 'removed' | 'leftAlone'
}

/** Removes what putDashboards creates, and nothing else: a folder only if it is empty. @throws {GrafanaError} */
export const removeDashboards = async (api: GrafanaApi, onResult: (result: RemoveResult) => void): Promise<void> => {
  for (const language of languages) {
    for (const name of dashboardNames) {
      const uid = uidOf(name, language)
      const existing = await api.get(`/api/dashboards/uid/${uid}`)
      if (existing === undefined) continue
      const { title } = existing['dashboard'] as { title: string }
      await api.send('DELETE', `/api/dashboards/uid/${uid}`, title)
      onResult({ uid, title, outcome: 'removed' })
    }
    const uid = folderUidOf(language)
    const folder = await api.get(`/api/folders/${uid}`)
    if (folder === undefined) continue
    const title = String(folder['title'])
    const { list } = await api.get(`/api/search?folderUIDs=${uid}`, title) as { list: readonly unknown[] }
    if (list.length === 0) await api.send('DELETE', `/api/folders/${uid}`, title)
    onResult({ uid, title, outcome: list.length === 0 ? 'removed' : 'leftAlone' })
  }
}
