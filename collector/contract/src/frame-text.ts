import type { Language } from './language.ts'

/**
 * What the frame of the admin pages says: of those that the page's script draws, and of those that the server sends whole,
 * such as the runbook.
 */
export interface FrameText {
  readonly product: string
  readonly pages: string
  readonly skip: string
  readonly loading: string
  readonly devices: string
  readonly updates: string
  readonly runbook: string
  readonly noSuchPage: string
  readonly back: string
  /** The other language's name, in that language. */
  readonly language: string
  /** In the other language, too: for who cannot read this one. */
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
    runbook: 'Runbook',
    noSuchPage: 'There is no page at this address.',
    back: 'All devices',
    language: '日本語',
    languageHint: 'Show this page in Japanese'
  },
  ja: {
    product: '見守り',
    pages: 'ページ',
    skip: '本文へ移動',
    loading: '読み込んでいます…',
    devices: '端末一覧',
    updates: '更新',
    runbook: '対応手順書',
    noSuchPage: 'このアドレスのページはありません。',
    back: '端末一覧',
    language: 'English',
    languageHint: 'このページを英語で表示'
  }
}
