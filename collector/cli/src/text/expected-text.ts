import { channelTypes } from '@mimamori/contract/channel-table'
import type { Reader } from './pair.ts'

/** The values that each option and each word after a command takes, for help and mistakes. */
export const expectedText = ({ mimamori, pair }: Reader) => ({
  deviceId: pair(
    'the device’s ID: 1 to 63 of a–z, 0–9 and -, beginning and ending with a letter or digit, such as pi-kiosk-03',
    '端末 ID。a–z、0–9、- の 1〜63 文字で、最初と最後は英数字（例：pi-kiosk-03）'
  ),
  site: pair('a site such as north: at most 64 printable characters', '拠点（例：north）。64 文字以内'),
  role: pair('what the device is for, such as kiosk: at most 64 printable characters', '端末の役割（例：kiosk）。64 文字以内'),
  name: pair('a name for people: 1 to 128 printable characters', '人が読む名前。1〜128 文字'),
  address: pair('a host name or IP address, such as 192.168.10.31', 'ホスト名か IP アドレス（例：192.168.10.31）'),
  hostName: pair('a host name or IP address of this server, such as mimamori.factory.lan', 'このサーバーのホスト名か IP アドレス（例：mimamori.factory.lan）'),
  label: pair(
    'NAME=VALUE: the name of a–z, 0–9 and _, not one of device, instance, job, site, role; ' +
      'the value at most 128 printable characters; at most 16 of them',
    '名前=値。名前は a–z、0–9、_（device、instance、job、site、role を除く）、値は 128 文字以内、16 個まで'
  ),
  labelChange: pair(
    'NAME=VALUE to add or change a label, or NAME= to remove it: the name of a–z, ' +
      '0–9 and _, not one of device, instance, job, site, role; the value at most 128 printable characters; at most 16 labels',
    '追加・変更は「名前=値」、削除は「名前=」。名前は a–z、0–9、_（device、instance、job、site、role を除く）、値は 128 文字以内、16 個まで'
  ),
  silentAfter: pair('a duration from 1m to 1y, such as 12h or 1h30m', '1m（1 分）〜1y（1 年）の長さ。例：12h、1h30m'),
  downAfter: pair('a duration from 5m to 1y, such as 10m', '5m（5 分）〜1y（1 年）の長さ。例：10m'),
  downSeverity: pair('warning or critical', 'warning または critical'),
  limitScope: pair(
    'fleet, or site or role with its name, such as site north; for a device: devices set ID --down-after 10m',
    'fleet（全体）、または site（拠点）か role（役割）とその名前。例：site north（端末ごとの設定は devices set ID --down-after 10m）'
  ),
  limitName: pair('the name of the site or role', '拠点または役割の名前'),
  scrapeUrl: pair(
    'an http or https address on the host that --address names, not loopback, ' +
      'without user or password, such as --address 192.168.10.31 --scrape-url http://192.168.10.31:9100/metrics',
    '--address に指定したホストの http か https の URL（127.0.0.1 などのループバックは不可）。ユーザーとパスワードは含めません' +
      '（例：--address 192.168.10.31 --scrape-url http://192.168.10.31:9100/metrics）'
  ),
  scrapeUser: pair(
    'the user for --scrape-url, with the password in --scrape-secret-file',
    '--scrape-url のユーザー。パスワードは --scrape-secret-file で指定します'
  ),
  scrapeSecretFile: pair(
    'a file with the password of --scrape-user, or without that, a bearer token for --scrape-url; ' +
      '- for standard input; an empty file removes both',
    '--scrape-user のパスワード（--scrape-user がなければ Bearer トークン）を書いたファイル（- は標準入力）。空のファイルで両方を取り消します'
  ),
  status: pair(
    'a status: one of silent, down, late, ' +
      'refused, pending, gone (off, restarting or stopped), online, off-hours, paused, warnings, retired (also revoked), all (but retired)',
    '端末の状態。silent（報告なし）、down（ダウン）、late（遅延）、refused（報告エラー）、' +
      'pending（報告待ち）、gone（電源オフ、再起動中、エージェント停止）、online（稼働中）、off-hours（営業時間外）、paused（一時停止）、warnings（警告あり）、retired（廃止、失効）、all（廃止と失効以外のすべて）のいずれか'
  ),
  search: pair('words to look for in names, addresses, states, reasons, revisions …', '名前、アドレス、状態、理由、リビジョンなどに含まれる言葉'),
  sort: pair(
    'one of worst (by default), name, site, last-seen, cpu, memory, disk, temperature, errors; ' +
      'with a minus in reverse order: --sort=-cpu',
    'worst（重要度、標準）、name、site、last-seen、cpu、memory、disk、temperature、errors のいずれか。逆順は - を付ける（例：--sort=-cpu）'
  ),
  time: pair('a time such as 2026-12-01T08:00', '日時（例：2026-12-01T08:00）'),
  futureTime: pair('a time in the future, written like 2026-12-01T08:00', '現在より後の日時（書き方の例：2026-12-01T08:00）'),
  reason: pair('a few words, at most 200 characters', '理由。200 文字以内'),
  importFile: pair(
    'a JSON file with a list of devices: [{"id": "pi-kiosk-03", "key": "…"}, …]; or - for standard input',
    '端末の一覧の JSON ファイル：[{"id": "pi-kiosk-03", "key": "…"}, …]（- は標準入力）'
  ),
  userName: pair('the name of a user: 1 to 63 of a–z, 0–9 and . _ -, such as sato', 'ユーザーの名前。a–z、0–9、. _ - の 1〜63 文字（例：sato）'),
  passwordFile: pair(
    'a file with the password, at least 12 characters; - for standard input; without it, the terminal asks',
    'パスワード（12 文字以上）を書いたファイル（- は標準入力）。省略するとターミナルで入力を求めます'
  ),
  sessionId: pair(`the id of a session; “${mimamori} sessions list” shows it`, `セッションの ID。「${mimamori} sessions list」で表示します`),
  tokenName: pair(
    'a name for the token: 1 to 63 of a–z, 0–9 and . _ -, such as grafana, and not in use yet',
    'トークンの名前。a–z、0–9、. _ - の 1〜63 文字で、まだ使われていないもの（例：grafana）'
  ),
  tokenRole: pair('one of admin, viewer, scrape, update, alert, enroll', 'admin、viewer、scrape、update、alert、enroll のいずれか'),
  loginRole: pair('one of admin, viewer', 'admin、viewer のいずれか'),
  language: pair('en or ja', 'en または ja'),
  receiverName: pair('the receiver’s name: 1 to 63 of a–z, 0–9 and -, such as maintenance', '通知先の名前。a–z、0–9、- の 1〜63 文字（例：maintenance）'),
  receiverType: pair(
    `one of ${channelTypes.join(', ')}; slack also for Mattermost`,
    `${channelTypes.join('、')} のいずれか。Mattermost には slack を指定します`
  ),
  mailTo: pair('an e-mail address; may be given several times', 'メールアドレス。複数回指定できます'),
  mailFrom: pair('the sender’s e-mail address', '差出人のメールアドレス'),
  urlFile: pair(
    'a file with the URL of the webhook (for http, of the request); - for standard input',
    'Webhook のアドレス（http では送信先のアドレス）を書いたファイル（- は標準入力）'
  ),
  receiverTokenFile: pair(
    'a file with the access token of ntfy or LINE, ' +
      'the token of the Telegram bot, or the integration key of PagerDuty; - for standard input',
    'ntfy または LINE のアクセストークン、Telegram ボットのトークン、PagerDuty のインテグレーションキーを書いたファイル（- は標準入力）'
  ),
  receiverServer: pair(
    'the address of the ntfy server, such as http://ntfy.factory.lan; ' +
      'for telegram, line and pagerduty only if a proxy takes their place',
    'ntfy サーバーのアドレス（例：http://ntfy.factory.lan）。telegram、line、pagerduty では、プロキシーを経由する場合にだけ指定します'
  ),
  ntfyTopic: pair('the ntfy topic', 'ntfy のトピック'),
  chat: pair(
    'the ID of a Telegram chat such as -1001234567890, or of a user, group or room of LINE',
    'Telegram のチャット ID（例：-1001234567890）、または LINE のユーザー、グループ、トークルームの ID'
  ),
  maxTextLength: pair('how many characters {{text}} may have: 100 to 16384, by default 1500', '{{text}} の長さの上限。100〜16384 文字（標準は 1500）'),
  httpMethod: pair('GET, POST or PUT', 'GET、POST、PUT のいずれか'),
  headersFile: pair('a file with the HTTP headers, one per line: Name: value', 'HTTP リクエストのヘッダーを「名前: 値」で 1 行ずつ書いたファイル'),
  bodyFile: pair(
    'a file with the body of the HTTP request; ' +
      '{{title}}, {{text}}, {{status}}, {{severity}}, {{alertname}}, {{site}}, {{device}}, {{count}} are replaced by their values',
    'HTTP リクエストの本文のファイル。{{title}}、{{text}}、{{status}}、{{severity}}、{{alertname}}、{{site}}、{{device}}、{{count}} は値に置き換わります'
  ),
  severity: pair('critical, warning or info; may be given several times', 'critical、warning、info のいずれか。複数回指定できます'),
  repeat: pair(
    'a severity, and how often to repeat the notification of an alert that keeps firing: ' +
      'from 5m to 30d, such as critical=4h; may be given several times, empty for Mimamori’s defaults',
    '重大度と、続いているアラートを再通知するまでの時間。5m〜30d（例：critical=4h）。複数回指定でき、空にすると標準の間隔に戻ります'
  ),
  quiet: pair(
    'hours in which only critical alerts are sent, such as 18:00-08:00; empty for none',
    '緊急のアラートだけを送る時間帯（例：18:00-08:00）。空にすると解除'
  ),
  quietDays: pair(
    'the days on which --quiet begins, such as saturday,sunday; empty for every day',
    '--quiet が始まる曜日（例：saturday,sunday）。空にすると毎日'
  ),
  timeZone: pair('the time zone of --quiet, such as Asia/Tokyo', '--quiet のタイムゾーン（例：Asia/Tokyo）'),
  yesNo: pair('yes or no', 'yes または no'),
  listenAddress: pair('ADDRESS:PORT, such as 127.0.0.1:8080 or [::1]:8080', '127.0.0.1:8080 や [::1]:8080 のように「アドレス:ポート」'),
  adminToken: pair('32 to 256 characters without spaces', '空白を含まない 32〜256 文字'),
  serverTimeZone: pair('a time zone such as Asia/Tokyo', 'Asia/Tokyo のようなタイムゾーン'),
  mailHost: pair('the mail relay’s host name or IP address', 'メールサーバーのホスト名か IP アドレス'),
  mailPort: pair('the mail relay’s port; 25 by default', 'メールサーバーのポート。標準は 25'),
  mailTls: pair('none, starttls (by default) or implicit (such as port 465)', 'none、starttls（標準）、implicit（ポート 465 など）のいずれか'),
  caFile: pair('a CA certificate on this server, as an absolute path', 'このサーバーにある認証局の証明書の絶対パス'),
  mailUser: pair('the user to log in to the mail relay', 'メールサーバーにログインするユーザー'),
  mailPasswordFile: pair('a file with the password of --user; - for standard input', '--user のパスワードを書いたファイル（- は標準入力）'),
  alertState: pair('firing (by default) or resolved', 'firing（発生中、標準）または resolved（復旧）'),
  alertname: pair('the name of an alert, such as DeviceSilent', 'アラートの名前（例：DeviceSilent）'),
  fingerprint: pair(
    `the alert’s fingerprint: 16 hexadecimal digits; “${mimamori} alerts list” shows it`,
    `アラートのフィンガープリント。16 桁の 16 進数で、「${mimamori} alerts list」で表示します`
  ),
  personName: pair('your name, at most 64 characters', '自分の名前。64 文字以内'),
  note: pair('a comment for others: one line, at most 500 characters', 'ほかの人へのコメント。1 行、500 文字以内'),
  silenceEnd: pair(
    'a time in the future, at most 366 days after the silence starts, written like 2026-12-01T08:00',
    '現在より後で、開始から 366 日以内の日時（書き方の例：2026-12-01T08:00）'
  ),
  silenceReason: pair('the reason for the silence: one line, at most 500 characters', '理由。1 行、500 文字以内'),
  logTime: pair('a time: 10m (ago; also s, h, d), 14:05, or 2026-12-01T08:00', '時刻。10m（10 分前。s、h、d も可）、14:05、2026-12-01T08:00 のいずれか'),
  actor: pair('the name of the user or token that made the change, such as sato', '変更したユーザーまたはトークンの名前（例：sato）'),
  logLevels: pair('levels separated by commas: debug, info, warn, error', 'レベル。debug、info、warn、error をカンマで区切る'),
  logText: pair('text to look for in the message, in upper or lower case; not a pattern', 'メッセージに含まれる文字列（大文字と小文字は区別しない。正規表現は使えない）'),
  logLimit: pair(
    'the number of newest lines, from 1 to 999999; 200 by default, 10 with --follow',
    '表示する最新の行数（1〜999999）。標準は 200、--follow では 10'
  ),
  unit: pair('a systemd unit, such as kiosk.service', 'systemd のユニット（例：kiosk.service）'),
  runKind: pair('update (by default), or other for playbooks that update nothing', 'update（標準）、または other（何も更新しないプレイブック）'),
  run: pair('an update run, such as 20261125-085000-0a1b2c', '更新の実行（例：20261125-085000-0a1b2c）'),
  requestId: pair('a request ID, as in responses, errors and log lines', 'リクエスト ID（応答、エラー、ログの行にあるもの）'),
  calendarFile: pair('a calendar file, such as /etc/mimamori/calendar.yml', 'カレンダーのファイル（例：/etc/mimamori/calendar.yml）'),
  repository: pair(
    'where backups are kept: a directory such as /media/usb/mimamori, or sftp:USER@HOST:/DIRECTORY, s3:…, rest:… (without a password in it)',
    'バックアップの保存先。/media/usb/mimamori のようなディレクトリー、または sftp:ユーザー@ホスト:/ディレクトリー、s3:…、rest:…（パスワードは含めません）'
  ),
  backupId: pair('the ID of a backup, as “restore list” shows it; the newest by default', 'バックアップの ID（「restore list」で表示されるもの）。省略すると最新のもの'),
  backupPasswordFile: pair(
    'a file with the password of the backups; - for standard input; without it, the terminal asks',
    'バックアップのパスワードを書いたファイル（- は標準入力）。省略するとターミナルで入力を求めます'
  ),
  restoreDirectory: pair('an empty directory, or one that is made', '空のディレクトリー（なければ作ります）'),
  absolutePath: pair('a path that begins with /', '/ で始まるパス'),
  backupCount: pair('a number from 0 to 9999', '0〜9999 の数'),
  contentName: pair(
    'the name of a set of content: 1 to 63 of a–z, 0–9 and -, such as lobby-signage',
    'コンテンツの名前。a–z、0–9、- の 1〜63 文字（例：lobby-signage）'
  ),
  contentDirectory: pair('the folder to publish', '公開するフォルダー'),
  contentVersion: pair('the number of a stored version, such as 3', '保存されているバージョンの番号（例：3）'),
  silenceId: pair(`the silence’s id; “${mimamori} alerts silences” shows it`, `サイレンスの ID。「${mimamori} alerts silences」で表示します`)
})
