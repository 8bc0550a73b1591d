import type { DeliveryText } from './delivery-text.en.ts'

export const deliveryTextJa: DeliveryText = {
  unreachable: ({ at, reason }) => `${at} に接続できません（${reason}）。アドレスと、動作していることを確認してください。`,
  connectionRefused: ({ at }) => `${at} では何も動いていません。ホスト名とポート、動作していることを確認してください。`,
  nameNotFound: ({ at }) => `${at} のホスト名の IP アドレスが見つかりません。ホスト名を直すか、IP アドレスを入力してください。`,
  timeout: ({ at, seconds }) => `${at} から ${seconds} 秒以内に応答がありません。動作していることを確認してください。`,
  certificate: ({ at, reason }) => `${at} の証明書を信頼できません（${reason}）。認証局の証明書をこのサーバーに登録してください（update-ca-certificates）。`,
  forbiddenHost: ({ at }) => `${at} はリンクローカルアドレスのため、送信しません。アドレスを直してください。`,
  redirected: ({ at }) => `${at} は別のアドレスへ転送しようとします。転送先には送信しないため、転送先のアドレスを設定してください。`,
  notFound: ({ at }) => `${at} にこのアドレスはありません（404）。Webhook のアドレスをコピーし直してください。`,
  notAllowed: ({ at, status }) => `${at} がトークンまたはアドレスを拒否しました（${status}）。トークンを確認するか、アドレスをコピーし直してください。`,
  tooMany: ({ at }) => `${at} は今、これ以上の通知を受け付けません（429）。アラートは後で再送します。`,
  refused: ({ at, status, said }) => `${at} が通知を拒否しました（${status}${said === '' ? '' : `：「${said}」`}）。通知先の種類と、あればヘッダーと本文を確認してください。`,
  failed: ({ at, status, said }) => `${at} でエラーが発生しています（${status}${said === '' ? '' : `：「${said}」`}）。送信先のログを確認してください。アラートは受け付けられるまで再送します。`
}
