import type { AlertText } from './alert-text.en.ts'

export const alertTextJa: AlertText = {
  tabs: { alerts: 'アラート', silences: 'サイレンス', receivers: '通知先' },
  shows: { firing: '発生中', resolved: '履歴' },
  kinds: '状態で絞り込む',
  filters: { device: '端末', name: 'アラート名' },
  loading: 'アラートを読み込んでいます…',
  none: { firing: '発生中のアラートはありません。', resolved: 'アラートの履歴はまだありません。終了したアラートがここに表示されます。' },
  nothingMatches: '条件に合うアラートはありません。',
  unknown: 'アラートの発生状況は不明です。',
  whyUnknown: 'アラートが届かない理由',
  unknownSince: (when) => `${when} から Alertmanager が応答していません。アラートがまだ続いているかどうかは不明です。`,
  all: 'すべてのアラートを表示',
  older: '以前のアラートを表示',
  history: 'この端末のアラートの履歴',
  severities: { critical: '緊急', warning: '警告', info: '情報' },
  firingFor: (duration, since) => `${duration}継続中（${since} から）`,
  lasted: (duration, from, to) => `${from} 〜 ${to}（${duration}）`,
  runbook: '対応手順',
  notified: {
    firing: (receiver, first, last) => `${receiver} に通知（${first}${last === undefined ? '' : `、最終 ${last}`}）`,
    resolved: (receiver, first, last) => `${receiver} に復旧を通知（${first}${last === undefined ? '' : `、最終 ${last}`}）`
  },
  notConfirmed: {
    firing: (receiver, last) => `${receiver} への通知は未確認（${last} に送信）`,
    resolved: (receiver, last) => `${receiver} への復旧の通知は未確認（${last} に送信）`
  },
  undelivered: (receivers) => `${receivers} に最後の通知が届いていません。`,
  nobodyNotified: { firing: '未通知', resolved: '通知なし' },
  infoNotified: (isAskedFor) => isAskedFor ? '重大度「情報」を選んだ通知先にだけ送られます' : '重大度「情報」を選んだ通知先がないため、送られません',
  suppressed: '通知停止中',
  acknowledge: '確認済みにする',
  acknowledged: '確認済み',
  acknowledgedBy: (who, when) => `${who} が確認済み（${when}）`,
  ownName: '名前',
  note: 'ほかの人への連絡（任意）',
  cancel: 'キャンセル',
  silence: '通知を止める',
  withdraw: '確認済みを取り消す',
  viewer: '閲覧のみできます。アラートを確認済みにするには、サーバーで次のコマンドを実行し、表示された管理者用のリンクでログインしてください：',
  problems: {
    ended: 'このアラートはすでに終了しています。',
    notDone: 'サーバーが受け付けませんでした。ページを再読み込みして、もう一度試してください。'
  },
  firing: '件発生中'
}
