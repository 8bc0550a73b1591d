import type { Language } from '@mimamori/contract'

/** The texts of a message about alerts; an alert's own texts are in its rule. Used in Alertmanager's templates, too. */
const en = {
  severities: { critical: 'Critical', warning: 'Warning', info: 'Info' },
  resolved: 'Resolved',
  /** Around the severity, and around the site behind a name. */
  brackets: { severity: ['[', '] '], site: [' (', ')'] },
  device: 'Device',
  details: 'Details',
  runbook: 'What to do',
  colon: ': ',
  /** For a message that does not list all its alerts. */
  inAll: (count: string) => `${count} alerts in all; the page shows every one.`,
  test: {
    summary: 'Test: notifications reach this receiver.',
    description: 'This is a test. Nothing is wrong, and nothing needs to be done.'
  }
}

const ja: typeof en = {
  severities: { critical: '緊急', warning: '警告', info: '情報' },
  resolved: '復旧',
  brackets: { severity: ['【', '】'], site: ['（', '）'] },
  device: '端末',
  details: '詳細',
  runbook: '対応手順書',
  colon: '：',
  inAll: (count) => `全部で ${count} 件あります。残りは管理画面で確認できます。`,
  test: {
    summary: 'テスト：この通知先に通知が届きます。',
    description: 'テスト送信です。異常はなく、対応は不要です。'
  }
}

export const notificationTexts: Readonly<Record<Language, typeof en>> = { en, ja }
