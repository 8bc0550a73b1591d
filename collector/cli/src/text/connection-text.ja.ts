import type { ConnectionText } from './connection-text.en.ts'

export const connectionTextJa: ConnectionText = {
  unknownSetting: (name, nearest) => `${name}: この名前の設定はありません。${nearest} ではありませんか`,
  notRunning: (address) => `${address} でコレクターが応答しません。npm start で起動するか、MIMAMORI_LISTEN をコレクターと同じ値にしてください`,
  noAnswer: (address) => `${address} のコレクターが応答しません。混み合っているか、ログに原因が出ています。1 分ほど待って、もう一度実行してください`,
  otherCertificate: (address) =>
    `${address} で応答したものは、MIMAMORI_TLS_CERT のファイルとは別の証明書を使っています。ファイルを新しくしたのならコレクターを再起動し、そうでなければ MIMAMORI_TLS_CERT をコレクターと同じ値にしてください`,
  notHttps: (address, reason) =>
    `${address} で応答したものと https で通信できません（${reason}）。MIMAMORI_LISTEN と MIMAMORI_TLS_CERT をコレクターと同じ値にし、値を変えたばかりならコレクターを再起動してください`,
  brokenOff: (address, reason) =>
    `${address} との接続が切られました（${reason}）。コレクターが証明書を使っているなら、MIMAMORI_TLS_CERT と MIMAMORI_TLS_KEY をコレクターと同じ値にしてください。そうでなければコレクターのログを確認してください`,
  unreachable: (address, reason) => `${address} に接続できません（${reason}）。MIMAMORI_LISTEN をコレクターと同じ値にしてください`,
  noToken: (file) => `管理者トークンが ${file} にありません。サーバー上で sudo を付けるかコレクターと同じユーザーで実行するか、MIMAMORI_ADMIN_TOKEN を設定してください`,
  unreadableToken: (file) => `管理者トークン ${file} を読めません。sudo を付けるか、コレクターと同じユーザーで実行してください`,
  notOurs: (address) => `${address} で応答したのは Mimamori のコレクターではありません`
}
