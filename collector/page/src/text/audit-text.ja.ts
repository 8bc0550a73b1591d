import type { AuditText } from './audit-text.en.ts'

export const auditTextJa: AuditText = {
  hint: 'この画面・コマンド・API で行われた変更の記録です。400 日間、最大 100,000 件まで保存します。実行の結果は「更新」で確認できます。キーの再発行はこの画面に記録されます。',
  loading: '操作履歴を読み込んでいます…',
  none: '変更はまだありません。',
  nothingMatches: '条件に合う変更はありません。',
  unknownDevice: (id) => `端末 ${id} はありません。ID を確認してください。`,
  all: 'すべての変更を表示',
  older: '以前の変更を表示',
  viewer: '閲覧のみできます。操作履歴を表示できるのは管理者だけです。サーバーで次のコマンドを実行し、表示された管理者用のリンクでログインしてください：',
  filters: { device: '端末', actor: '変更した人', action: '操作', anyAction: 'すべての操作' },
  from: (address) => `${address} から`,
  device: { title: '最近の変更', none: 'この端末に対する変更はまだありません。', all: 'この端末の変更をすべて表示' }
}
