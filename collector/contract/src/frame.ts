import type { Language } from './language.ts'

/**
 * Texts of the frame of the admin pages: the pages that the page's script draws, and the ones that the server
 * sends whole, such as the runbook.
 */
export interface FrameText {
  readonly product: string
  readonly pages: string
  readonly skip: string
  readonly loading: string
  readonly devices: string
  readonly updates: string
  readonly content: string
  readonly alerts: string
  readonly logs: string
  readonly audit: string
  readonly runbook: string
  readonly guides: string
  readonly api: string
  readonly noSuchPage: string
  readonly back: string
  readonly logOut: string
  /** The other language's name, in that language. */
  readonly language: string
  /** In the other language, too: for people who cannot read this one. */
  readonly languageHint: string
}

export const frameText: Readonly<Record<Language, FrameText>> = {
  en: {
    product: 'Mimamori',
    pages: 'Pages',
    skip: 'Skip to the content',
    loading: 'Loading …',
    devices: 'Devices',
    updates: 'Updates',
    content: 'Content',
    alerts: 'Alerts',
    logs: 'Logs',
    audit: 'Audit log',
    runbook: 'Runbook',
    guides: 'Guides',
    api: 'HTTP API',
    noSuchPage: 'There is no page at this address.',
    back: 'All devices',
    logOut: 'Log out',
    language: '日本語',
    languageHint: '日本語で表示'
  },
  ja: {
    product: '見守り',
    pages: 'ページ',
    skip: '本文へ移動',
    loading: '読み込んでいます…',
    devices: '端末一覧',
    updates: '更新',
    content: 'コンテンツ',
    alerts: 'アラート',
    logs: 'ログ',
    audit: '操作履歴',
    runbook: '対応手順書',
    guides: 'ガイド',
    api: '連携 API',
    noSuchPage: 'このアドレスのページはありません。',
    back: '端末一覧',
    logOut: 'ログアウト',
    language: 'English',
    languageHint: 'Show this page in English'
  }
}

/** The links of the frame. The script draws the first six in place. */
export const framePlaces = [
  ['/admin', 'devices'],
  ['/admin/updates', 'updates'],
  ['/admin/content', 'content'],
  ['/admin/alerts', 'alerts'],
  ['/admin/logs', 'logs'],
  ['/admin/audit', 'audit'],
  ['/admin/runbook/README', 'runbook'],
  ['/admin/guides/README', 'guides'],
  ['/docs', 'api']
] as const satisfies readonly (readonly [href: string, name: keyof FrameText])[]

/** Its links for a person with this role, undefined as long as it is not known: only administrators may see the audit log. */
export const placesFor = (role: string | undefined) =>
  framePlaces.filter(([, name]) => name !== 'audit' || role === undefined || role === 'admin')

/** A watching eye, as the path of an SVG on a grid of 16. */
export const eyePath = 'M1 8c2-4 4.4-5.6 7-5.6S13 4 15 8c-2 4-4.4 5.6-7 5.6S3 12 1 8ZM10.2 8a2.2 2.2 0 1 1-4.4 0 2.2 2.2 0 0 1 4.4 0Z'
