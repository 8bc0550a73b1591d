import { messages, pair } from '../text/index.ts'

/** The messages of the page about alerts. */
export const alertMessages = {
  tabs: { alerts: pair('Alerts', 'アラート'), silences: pair('Silences', 'サイレンス'), receivers: pair('Receivers', '通知先') },
  shows: { firing: pair('Firing', '発生中'), resolved: pair('History', '履歴') },
  kinds: pair('Filter by state', '状態で絞り込む'),
  alertName: pair('Alert', 'アラート名'),
  loading: pair('Loading alerts …', 'アラートを読み込んでいます…'),
  none: {
    firing: pair('No alert is firing.', '発生中のアラートはありません。'),
    resolved: pair('No alerts yet. Alerts are listed here once they are resolved.', 'アラートの履歴はまだありません。終了したアラートがここに表示されます。')
  },
  nothingMatches: pair('No alerts match these filters.', '条件に合うアラートはありません。'),
  unknown: pair('Whether an alert is firing is unknown.', 'アラートの発生状況は不明です。'),
  whyUnknown: pair('Why nobody receives alerts', 'アラートが届かない理由'),
  unknownSince: pair(
    (when: string) => `Alertmanager has not answered since ${when}: whether these alerts are still firing is unknown.`,
    (when) => `${when} から Alertmanager が応答していません。アラートがまだ続いているかどうかは不明です。`
  ),
  addReceiver: pair('Add a receiver', '通知先を追加'),
  all: pair('Show all alerts', 'すべてのアラートを表示'),
  older: pair('Show older alerts', '以前のアラートを表示'),
  history: pair('Alert history of this device', 'この端末のアラートの履歴'),
  firingFor: pair(
    (duration: string, since: string) => `for ${duration}, since ${since}`,
    (duration, since) => `${since} から（${duration}経過）`
  ),
  lasted: pair(
    (duration: string, from: string, to: string) => `${from} to ${to}, lasted ${duration}`,
    (duration, from, to) => `${from} 〜 ${to}（${duration}）`
  ),
  runbook: pair('What to do', '対応手順'),
  notified: {
    firing: pair(
      (
        receiver: string,
        first: string,
        last: string | undefined
      ) => `${receiver} notified ${first}${last === undefined ? '' : `, last ${last}`}`,
      (receiver, first, last) => `${receiver} に通知（${first}${last === undefined ? '' : `、最終 ${last}`}）`
    ),
    resolved: pair(
      (
        receiver: string,
        first: string,
        last: string | undefined
      ) => `${receiver} notified of the resolution ${first}${last === undefined ? '' : `, last ${last}`}`,
      (receiver, first, last) => `${receiver} に復旧を通知（${first}${last === undefined ? '' : `、最終 ${last}`}）`
    )
  },
  /** Sent, but not known to be taken, or not taken. */
  notConfirmed: {
    firing: pair(
      (receiver: string, last: string) => `${receiver}: delivery not confirmed, sent ${last}`,
      (receiver, last) => `${receiver} への通知は未確認（${last} に送信）`
    ),
    resolved: pair(
      (receiver: string, last: string) => `${receiver}: delivery of the resolution not confirmed, sent ${last}`,
      (receiver, last) => `${receiver} への復旧の通知は未確認（${last} に送信）`
    )
  },
  undelivered: pair(
    (receivers: string) => `The last message to ${receivers} was not delivered.`,
    (receivers) => `${receivers} に最後の通知が届いていません。`
  ),
  nobodyNotified: { firing: pair('Nobody notified yet', '未通知'), resolved: pair('Nobody was notified', '通知なし') },
  infoNotified: pair(
    (isAskedFor: boolean): string => isAskedFor ? 'Sent only to receivers with severity info' : 'Not sent: no receiver has severity info',
    (isAskedFor) => isAskedFor ? '重大度「情報」を選んだ通知先にだけ送られます' : '重大度「情報」を選んだ通知先がないため、送られません'
  ),
  suppressed: pair('Suppressed', '通知停止中'),
  acknowledge: pair('Acknowledge', '確認済みにする'),
  acknowledged: pair('Acknowledged', '確認済み'),
  acknowledgedBy: pair((who: string, when: string) => `Acknowledged by ${who}, ${when}`, (who, when) => `${who} が確認済み（${when}）`),
  note: pair('Note for others (optional)', 'ほかの人への連絡（任意）'),
  silence: pair('Silence', '通知を止める'),
  withdraw: pair('Withdraw acknowledgement', '確認済みを取り消す'),
  viewer: pair(
    'You are logged in as a viewer. To acknowledge alerts, log in as an administrator. This command on the server prints a link:',
    '閲覧のみできます。アラートを確認済みにするには、サーバーで次のコマンドを実行し、表示された管理者用のリンクでログインしてください：'
  ),
  problems: {
    ended: pair('This alert is no longer firing.', 'このアラートはすでに終了しています。'),
    notDone: messages.notDone
  },
  /** Next to the number of alerts, for screen readers. */
  firing: pair('firing', '件発生中')
}
