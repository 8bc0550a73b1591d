import type { NotificationText } from './notification-text.en.ts'

export const notificationTextJa: NotificationText = {
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
