import { setUpCommandIn } from '@mimamori/program/packaged-server'
import type { Reader } from './pair.ts'

/** Messages about https on this server. */
export const httpsText = ({ mimamori, pair }: Reader) => ({
  noOpenssl: pair('openssl is missing; install it: sudo apt-get install openssl', 'openssl がありません。インストールしてください：sudo apt-get install openssl'),
  opensslFailed: pair(
    (command: string, reason: string) => `“openssl ${command}” failed: ${reason}; OpenSSL 3.4 or later is needed, which Debian 13 includes`,
    (command, reason) => `「openssl ${command}」が失敗しました：${reason}（OpenSSL 3.4 以降が必要です。Debian 13 には入っています）`
  ),
  systemctlFailed: pair(
    (command: string, reason: string) => `“systemctl ${command}” failed: ${reason}; then repeat this command`,
    (command, reason) => `「systemctl ${command}」が失敗しました：${reason}。解決してから、もう一度実行してください`
  ),
  noServerSettings: pair(
    (file: string) => `there is no ${file}: set the server up first (${setUpCommandIn()})`,
    (file) => `${file} がありません。先にサーバーを設定してください（${setUpCommandIn()}）`
  ),
  httpsByOwnCertificate: pair(
    (file: string) =>
      `the collector speaks https already, with the certificate ${file}; nothing was changed. To use an authority of this server instead, ` +
        'remove MIMAMORI_TLS_CERT and MIMAMORI_TLS_KEY from /etc/mimamori/collector.conf first',
    (file) =>
      `コレクターはすでに証明書 ${file} で https を使っているため、何も変更していません。このサーバーの認証局に切り替えるには、先に ` +
        '/etc/mimamori/collector.conf から MIMAMORI_TLS_CERT と MIMAMORI_TLS_KEY を削除してください'
  ),
  nameNotPermitted: pair(
    (names: string, directory: string) =>
      `the authority of this server cannot sign for ${names}. It was made for other names; to make another, which every browser then needs, ` +
        `remove ${directory} and repeat this command`,
    (names, directory) =>
      `このサーバーの認証局は ${names} の証明書を発行できません。作り直すには ${directory} を削除して、もう一度実行してください（すべてのブラウザーに新しい認証局が必要になります）`
  ),
  httpsEnabled: pair(
    (listen: string, names: string) => `The collector serves https at ${listen}, beside http. Its certificate is for: ${names}`,
    (listen, names) => `コレクターは http に加えて、${listen} で https を受け付けています。証明書の対象：${names}`
  ),
  httpsNext: pair(
    (file: string) => `Browsers trust it once they have the authority ${file}. A firewall must allow the port.`,
    (file) => `ブラウザーに認証局の証明書 ${file} を追加してください。ファイアウォールでは、このポートを許可してください。`
  ),
  httpsNotEnabled: pair(`https is not set up; run: ${mimamori} https enable`, `https が設定されていません。次を実行してください：${mimamori} https enable`),
  httpsRenewed: pair(
    (date: string, names: string) => `The certificate was renewed and is valid until ${date}, for: ${names}`,
    (date, names) => `証明書を更新しました。有効期限は ${date}、対象：${names}`
  ),
  httpsStillValid: pair(
    (date: string) => `The certificate is valid until ${date}; nothing to renew.`,
    (date) => `証明書は ${date} まで有効です。更新の必要はありません。`
  )
})
