import { certificateProblemJa } from '../../platform/language/certificate-problem.ts'
import type { DeliveryText } from './delivery-text.en.ts'

const formatAnswer = ({ status, said }: { readonly status: number, readonly said: string }): string =>
  `${status}${said === '' ? '' : `：「${said}」`}`

export const deliveryTextJa: DeliveryText = {
  unreachable: ({ at, reason }) => `${at} に接続できません（${reason}）。アドレスが正しいか、相手が動作しているかを確認してください。`,
  connectionRefused: ({ at }) => `${at} では何も動いていません。ホスト名とポートが正しいか、相手が動作しているかを確認してください。`,
  nameNotFound: ({ at }) => `${at} のホスト名の IP アドレスが見つかりません。ホスト名を直すか、IP アドレスを入力してください。`,
  timeout: ({ at, seconds }) => `${at} から ${seconds} 秒以内に応答がありません。相手が動作しているかを確認してください。`,
  certificate: ({ at, reason }) => certificateProblemJa(at, reason),
  forbiddenHost: ({ at }) => `${at} はリンクローカルアドレスのため、送信しません。アドレスを直してください。`,
  redirected: ({ at }) => `${at} は別のアドレスへ転送しようとします。転送先には送信しないため、転送先のアドレスを設定してください。`,
  notFound: ({ at }) => `${at} にこのアドレスはありません（404）。Webhook のアドレスをコピーし直してください。`,
  notAllowed: ({ at, ...answer }) =>
    `${at} に許可されていません（${formatAnswer(answer)}）。トークンを確認するか、アドレスをコピーし直してください。ボットの場合は、チャットに参加していることも確認してください。`,
  tooMany: ({ at }) => `${at} は今、これ以上の通知を受け付けません（429）。アラートは後で再送します。`,
  refused: ({ at, ...answer }) =>
    `${at} が通知を拒否しました（${formatAnswer(answer)}）。通知先の種類を、HTTP リクエストの場合はヘッダー、本文、文章の長さの上限も確認してください。`,
  mailTimeout: ({ at, seconds }) =>
    `メールサーバー ${at} から ${seconds} 秒以内に応答がありません。相手が動作しているかを確認してください。最初から TLS を使うサーバーの場合は、暗号化をそのように設定してください（--tls implicit）。`,
  mailNeedsTls: ({ at, said }) =>
    `メールサーバー ${at} は暗号化しない接続ではメールを受け付けません：「${said}」。暗号化を STARTTLS にしてください（--tls starttls）。`,
  mailNoTls: ({ at, said }) =>
    `メールサーバー ${at} と、設定した方式では暗号化できません：「${said}」。STARTTLS、最初から TLS、構内で問題なければ暗号化なしのいずれかに変更してください（--tls）。`,
  mailCertificate: ({ at, reason }) =>
    certificateProblemJa(`メールサーバー ${at}`, reason, '認証局の証明書を設定してください（--ca-file）'),
  mailCaFile: ({ file, reason }) =>
    `コレクターが、メールサーバーの認証局の証明書 ${file} を読み取れません（${reason}）。パスとファイルの権限を確認してください。`,
  mailLogin: ({ at, said }) => `メールサーバー ${at} にログインできません：「${said}」。ユーザー名とパスワードを確認してください。`,
  mailLoginMissing: ({ at, said }) =>
    `メールサーバー ${at} の利用にはログインが必要です：「${said}」。ユーザー名とパスワードを設定してください。`,
  mailDeferred: ({ at, said }) =>
    `メールサーバー ${at} は今、メールを受け付けられません：「${said}」。アラートは後で再送します。続くようなら、メールサーバーの管理者に問い合わせてください。`,
  mailRefused: ({ at, said }) =>
    `メールサーバー ${at} がメールを拒否しました：「${said}」。差出人と宛先を確認するか、このサーバーからのメールを受け付けるよう、メールサーバーの管理者に依頼してください。`,
  mailboxRefused: ({ at, to }) =>
    `メールサーバー ${at} は ${to} 宛てのメールを受け付けません。ほかの宛先には届いています。アドレスを直してください。`,
  failed: ({ at, ...answer }) =>
    `${at} でエラーが発生しています（${formatAnswer(answer)}）。送信先のログを確認してください。アラートは受け付けられるまで再送します。`
}
