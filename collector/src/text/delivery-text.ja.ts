import type { DeliveryText } from './delivery-text.en.ts'

export const deliveryTextJa: DeliveryText = {
  unreachable: ({ at, reason }) => `${at} に接続できません（${reason}）。アドレスと、動作していることを確認してください。`,
  timeout: ({ at, seconds }) => `${at} から ${seconds} 秒以内に応答がありません。動作していることを確認してください。`,
  certificate: ({ at, reason }) => `${at} の証明書を信頼できません（${reason}）。認証局の証明書をこのサーバーに登録してください（update-ca-certificates）。`,
  forbiddenHost: ({ at }) => `${at} はリンクローカルアドレスのため、送信しません。アドレスを直してください。`,
  redirected: ({ at }) => `${at} は別のアドレスへ転送しようとします。転送先には送信しないため、転送先のアドレスを設定してください。`,
  notFound: ({ at }) => `${at} にこのアドレスはありません（404）。Webhook のアドレスをコピーし直してください。`,
  notAllowed: ({ at, status }) => `${at} がトークンまたはアドレスを拒否しました（${status}）。トークンを確認するか、アドレスをコピーし直してください。`,
  tooMany: ({ at }) => `${at} は今、これ以上の通知を受け付けません（429）。後で再送します。`,
  refused: ({ at, status, said }) => `${at} が通知を拒否しました（${status}${said === '' ? '' : `：「${said}」`}）。`,
  failed: ({ at, status, said }) => `${at} でエラーが発生しています（${status}${said === '' ? '' : `：「${said}」`}）。後で再送します。`
}
