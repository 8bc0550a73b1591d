import type { Language } from '../language.ts'

/**
 * Reasons why nobody would be notified of an alert, the first that applies: no Alertmanager is set; the collector has just started, and has
 * not heard from Prometheus or Alertmanager yet; Alertmanager does not answer; Prometheus sends it nothing, or it is not known yet if it
 * does; it would refuse the configuration; there is no receiver; all are disabled; none took the last messages.
 */
export const notificationProblems = [
  'no_alertmanager', 'starting', 'alertmanager_silent', 'prometheus_silent', 'configuration_refused', 'no_receiver', 'receivers_disabled',
  'not_delivered'
] as const
export type NotificationProblem = typeof notificationProblems[number]
export const isNotificationProblem = (value: unknown): value is NotificationProblem =>
  (notificationProblems as readonly unknown[]).includes(value)

/** Messages of the page and the command about it, with the next step. */
export const notificationProblemText: Readonly<Record<Language, Readonly<Record<NotificationProblem, string>>>> = {
  en: {
    no_alertmanager: 'Nobody receives alerts: no Alertmanager is set. Set the server up with one, or set MIMAMORI_ALERTMANAGER_URL.',
    starting: 'Alerting is starting: Prometheus and Alertmanager are not ready yet. This takes two or three minutes.',
    alertmanager_silent: 'Nobody receives alerts: Alertmanager does not answer. Start it.',
    prometheus_silent:
      'Nobody receives alerts: ' + 'Alertmanager gets none from Prometheus. Check that Prometheus is running, with Mimamori’s rules.',
    configuration_refused: 'New receivers get no alerts: Alertmanager’s configuration could not be written; see the collector’s log.',
    no_receiver: 'Nobody receives alerts yet. Add a receiver.',
    receivers_disabled: 'Nobody receives alerts: every receiver is disabled. Enable one.',
    not_delivered:
      'Nobody receives alerts: the latest messages reached no receiver. On the page Alerts → Receivers, read why, fix it, and test.'
  },
  ja: {
    no_alertmanager:
      'アラートは誰にも届きません。Alertmanager が設定されていません。サーバーの設定で Alertmanager を有効にするか、MIMAMORI_ALERTMANAGER_URL を設定してください。',
    starting: 'アラートの通知を準備しています。Prometheus と Alertmanager の起動に 2〜3 分かかります。',
    alertmanager_silent: 'アラートは誰にも届きません。Alertmanager が応答しません。起動してください。',
    prometheus_silent:
      'アラートは誰にも届きません。Alertmanager に Prometheus からのアラートが届いていません。Prometheus が Mimamori のルールで動いているか確認してください。',
    configuration_refused:
      '新しい通知先にはアラートが届きません。Alertmanager の設定を書き込めませんでした。コレクターのログを確認してください。',
    no_receiver: 'アラートは誰にも届きません。通知先を追加してください。',
    receivers_disabled: 'アラートは誰にも届きません。通知先がすべて無効です。いずれかを有効にしてください。',
    not_delivered:
      'アラートは誰にも届いていません。最近の通知が、どの通知先にも届きませんでした。管理画面の「アラート」→「通知先」で原因を確認して直し、テストしてください。'
  }
}
