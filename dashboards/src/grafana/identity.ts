import type { Language } from '@mimamori/program/language'

export const dashboardNames = ['fleet', 'device', 'logs', 'updates', 'hardware', 'sites', 'mimamori'] as const
export type DashboardName = typeof dashboardNames[number]

/** Must never change: links, bookmarks and Grafana itself identify a dashboard by it (grafana/grafana#12411). */
export const uidOf = (name: DashboardName, language: Language): string => `mimamori-${name}-${language}`

export const folderUidOf = (language: Language): string => `mimamori-${language}`

/** The tag by which a dashboard's links find the others of its language. */
export const tagOf = (language: Language): string => `mimamori-${language}`
