import { startCommandIn } from '@mimamori/program/packaged-server'
import type { Reader } from './pair.ts'

/** Messages if the command cannot ask the collector. */
export const connectionText = ({ pair }: Reader) => ({
  unknownSetting: pair(
    (name: string, nearest?: string) => `${name}: unknown setting${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
    (name, nearest) => `${name}: この名前の設定はありません${nearest === undefined ? '' : `。${nearest} ではありませんか`}`
  ),
  notRunning: pair(
    (address: string) =>
      `no collector answers at ${address}: start it with ${startCommandIn()}, or set MIMAMORI_LISTEN to the collector’s value`,
    (address) => `${address} でコレクターが応答しません。${startCommandIn()} で起動するか、MIMAMORI_LISTEN をコレクターと同じ値にしてください`
  ),
  noAnswer: pair(
    (address: string) =>
      `the collector at ${address} does not answer: it may be overloaded, or its log shows why; try again in a minute`,
    (address) => `${address} のコレクターが応答しません。混み合っているか、ログに原因が出ています。1 分ほど待って、もう一度実行してください`
  ),
  otherCertificate: pair(
    (address: string) =>
      `the certificate of ${address} is not the one in MIMAMORI_TLS_CERT: if that file is new, restart the collector; otherwise set ` +
        'MIMAMORI_TLS_CERT to the collector’s value',
    (address) =>
      `${address} で応答したものは、MIMAMORI_TLS_CERT のファイルとは別の証明書を使っています。ファイルを新しくしたのならコレクターを再起動し、そうでなければ MIMAMORI_TLS_CERT をコレクターと同じ値にしてください`
  ),
  notHttps: pair(
    (address: string, reason: string) =>
      `no https at ${address} (${reason}): set MIMAMORI_LISTEN and MIMAMORI_TLS_CERT to the collector’s values; if you have just changed ` +
        'them, restart the collector',
    (address, reason) =>
      `${address} で応答したものと https で通信できません（${reason}）。MIMAMORI_LISTEN と MIMAMORI_TLS_CERT をコレクターと同じ値にし、値を変えたばかりならコレクターを再起動してください`
  ),
  brokenOff: pair(
    (address: string, reason: string) =>
      `${address} closed the connection (${reason}): if the collector has a certificate, set MIMAMORI_TLS_CERT and MIMAMORI_TLS_KEY to ` +
        'its values; otherwise see its log',
    (address, reason) =>
      `${address} との接続が切られました（${reason}）。コレクターが証明書を使っているなら、MIMAMORI_TLS_CERT と MIMAMORI_TLS_KEY をコレクターと同じ値にしてください。そうでなければコレクターのログを確認してください`
  ),
  unreachable: pair(
    (address: string, reason: string) => `${address} cannot be reached: ${reason}; set MIMAMORI_LISTEN to the collector’s value`,
    (address, reason) => `${address} に接続できません（${reason}）。MIMAMORI_LISTEN をコレクターと同じ値にしてください`
  ),
  noToken: pair(
    (file: string) =>
      `no administrator’s token in ${file}: run this on the server, with sudo or as the collector’s user, or set MIMAMORI_ADMIN_TOKEN`,
    (file) => `管理者トークンが ${file} にありません。サーバー上で sudo を付けるかコレクターと同じユーザーで実行するか、MIMAMORI_ADMIN_TOKEN を設定してください`
  ),
  unreadableToken: pair(
    (file: string) => `cannot read the administrator’s token in ${file}: run this with sudo, or as the collector’s user`,
    (file) => `管理者トークン ${file} を読めません。sudo を付けるか、コレクターと同じユーザーで実行してください`
  ),
  notOurs: pair(
    (address: string) => `what answers at ${address} is not a Mimamori collector`,
    (address) => `${address} で応答したのは Mimamori のコレクターではありません`
  )
})
