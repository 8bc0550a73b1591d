import type { TestFailureText } from './test-failure-text.en.ts'

export const testFailureTextJa: TestFailureText = {
  mail: {
    connectionRefused: '接続先で何も動いていません。ホスト名とポート、メールサーバーが動いていることを確認してください。',
    nameNotFound: 'このホスト名の IP アドレスが見つかりません。ホスト名を直すか、IP アドレスを入力してください。',
    timeout: '応答がありません。ホスト名とポート、途中のファイアウォールを確認してください。',
    certificate: '証明書を信頼できません。認証局の証明書を設定してください（--ca-file）。',
    noStarttls: 'メールサーバーが STARTTLS に対応していません。社内で問題なければ、暗号化を「なし」にしてください（--tls none）。',
    login: 'ユーザーとパスワードを確認してください。',
    mailRefused: '差出人と宛先を確認するか、このサーバーからのメールを受け付けるようメールサーバーの管理者に依頼してください。',
    other: 'アドレス、暗号化、ユーザー、パスワードを確認してください。'
  },
  web: {
    connectionRefused: '接続先で何も動いていません。ホスト名とポート、動作していることを確認してください。',
    nameNotFound: 'このホスト名の IP アドレスが見つかりません。ホスト名を直すか、IP アドレスを入力してください。',
    timeout: '応答がありません。ホスト名とポート、途中のファイアウォールを確認してください。',
    certificate: '証明書を信頼できません。認証局の証明書をこのサーバーに登録してください（update-ca-certificates）。',
    notAllowed: 'このアドレスには投稿できません。Webhook のアドレスをコピーし直すか、新しい Webhook を作成してください。',
    notFound: 'このアドレスはありません。Webhook のアドレスをコピーし直してください。',
    tooMany: '今はこれ以上の通知を受け付けません。数分後にもう一度テストしてください。',
    messageRefused: '通知の形式が受け付けられません。通知先の種類が正しいか確認してください。',
    serverError: '送信先でエラーが発生しています。送信先のログを確認し、もう一度テストしてください。',
    other: 'アドレスと、動作していることを確認してください。'
  }
}
