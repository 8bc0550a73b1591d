import type { Reader } from './pair.ts'

/** Messages about alerts, silences, receivers and limits. */
export const alertingText = ({ mimamori, pair }: Reader) => ({
  lastProblem: pair(
    (when: string, sentence: string) => `the last message, ${when}, did not arrive. ${sentence}`,
    (when, sentence) => `最後の通知（${when}）は届いていません。${sentence}`
  ),
  receiverSaved: pair(
    (name: string) => `${name} is saved; run “${mimamori} receivers test ${name}” to see whether alerts arrive`,
    (name) => `${name} を保存しました。「${mimamori} receivers test ${name}」で届くことを確認してください`
  ),
  testOutcomes: {
    arrived: pair('arrived', '到着'),
    failed: pair('failed', '失敗'),
    unknown: pair('unknown', '不明'),
    not_sent: pair('not sent', '未送信')
  },
  receiverRemoved: pair((name: string) => `${name} is removed`, (name) => `通知先 ${name} を削除しました`),
  noReceivers: pair(
    `Nobody receives alerts yet. To add a receiver: ${mimamori} receivers add NAME --type email --to ADDRESS`,
    `通知先はまだありません。追加するには：${mimamori} receivers add 名前 --type email --to アドレス`
  ),
  allReceiversDisabled: pair(
    `Nobody receives alerts: every receiver is disabled. To enable one: ${mimamori} receivers set NAME --enabled yes`,
    `アラートは誰にも届きません。通知先がすべて無効です。有効にするには：${mimamori} receivers set 名前 --enabled yes`
  ),
  nothingToSetOfReceiver: pair('nothing to change: give an option, such as --site north', '--site north のように、変える内容を指定してください'),
  disabled: pair('disabled', '無効'),
  configurationStates: {
    applied: pair('Alertmanager uses this configuration.', 'Alertmanager に反映済みです。'),
    waiting: pair(
      'Alertmanager does not answer yet; it reads the new configuration when it starts.',
      'Alertmanager がまだ応答しません。起動すると新しい設定を読み込みます。'
    ),
    refused: pair(
      'Alertmanager’s configuration could not be written; see the collector’s log.',
      'Alertmanager の設定を書き込めませんでした。コレクターのログを確認してください。'
    ),
    by_hand: pair(
      'The collector does not write Alertmanager’s configuration here: paste the output of /api/receivers/configuration into it.',
      'コレクターは Alertmanager の設定を書き込みません。/api/receivers/configuration の内容を貼り付けてください。'
    )
  },
  relaySet: pair((address: string) => `The mail relay is ${address}`, (address) => `メールは ${address} から送信します`),
  hostWithPort: pair(
    (host: string, port: string) => `--host takes no port; use --host ${host} --port ${port}`,
    (host, port) => `--host にポートは指定できません。--host ${host} --port ${port} としてください`
  ),
  relayRemoved: pair('The mail relay is removed', 'メールサーバーの設定を削除しました'),
  noAlerts: pair('No alerts.', 'アラートはありません。'),
  acknowledged: pair((alert: string) => `${alert} is acknowledged`, (alert) => `${alert} を確認済みにしました`),
  unacknowledged: pair((alert: string) => `${alert} is no longer acknowledged`, (alert) => `${alert} の確認済みを取り消しました`),
  nothingToSilence: pair('nothing to silence: give --device, --site or --alertname', '--device、--site、--alertname のいずれかで、対象を指定してください'),
  silenced: pair(
    (id: string) => `Silenced. To end it early: ${mimamori} alerts unsilence ${id}`,
    (id) => `通知を止めました。途中で終えるには：${mimamori} alerts unsilence ${id}`
  ),
  silencePlanned: pair(
    (id: string) => `Planned. To cancel it: ${mimamori} alerts unsilence ${id}`,
    (id) => `計画保守を登録しました。取り消すには：${mimamori} alerts unsilence ${id}`
  ),
  unsilenced: pair((id: string) => `The silence ${id} has ended`, (id) => `サイレンス ${id} を終えました`),
  limitDefaults: pair('(default)', '（標準）'),
  noLimitGiven: pair('nothing to set: give an option, such as --down-after 10m', '設定する値がありません。--down-after 10m のように指定してください'),
  noLimits: pair(
    (scope: string) => `no limits are set for ${scope}; run “${mimamori} limits list” for a list`,
    (scope) => `${scope} にはしきい値が設定されていません。「${mimamori} limits list」で一覧を表示します`
  ),
  limitsSet: pair('Set. A device’s own limits come first, then its role’s, its site’s, and the fleet’s.', '設定しました。端末、役割、拠点、全体の順に優先されます。'),
  limitsRemoved: pair('Removed. The limits of the next wider scope apply, or the defaults.', '削除しました。より広い範囲の設定、なければ標準の値が使われます。'),
  noSilences: pair('No silences.', 'サイレンスはありません。')
})
