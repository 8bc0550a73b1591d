import type { Language } from '@mimamori/contract'
import { defaultBackupState, defaultDataDirectory, defaultHttpsDirectory, defaultListen } from '@mimamori/contract/data-directory'
import { defaultReportIntervalSeconds } from '@mimamori/contract/default-limits'
import { optional, type Setting, type SettingValues } from '@mimamori/program/settings'
import type { SettingText } from './setting-text.ts'
import { listenAddress, origin, secret, serverUrl, text, timeZone, wholeNumber, yesNo, type Parse } from './values.ts'

interface CollectorSetting<Value> extends Setting<Value, SettingText> {
  /** The purpose, for `--help`. */
  readonly purpose: Readonly<Record<Language, string>>
}

const setting = <Value>(
  name: string, parse: Parse<Value>, fallback: string, purpose: Readonly<Record<Language, string>>
): CollectorSetting<Value> => ({ name, parse, fallback, purpose })

/** Every setting of the collector. A new one is an entry here; `Config` and `--help` follow. */
export const settings = {
  listen: setting('MIMAMORI_LISTEN', listenAddress, defaultListen, {
    en: 'address and port to listen on',
    ja: '待ち受けるアドレスとポート'
  }),
  dataDir: setting('MIMAMORI_DATA_DIR', text, defaultDataDirectory, {
    en: 'directory of the database and the token files',
    ja: 'データベースとトークンのファイルを置くディレクトリー'
  }),
  adminToken: setting('MIMAMORI_ADMIN_TOKEN', optional(secret), '', {
    en: 'token of the administrator; if not set, one is generated into the data directory',
    ja: '管理者のトークン。未設定なら自動で生成し、データディレクトリーに保存します'
  }),
  publicUrl: setting('MIMAMORI_PUBLIC_URL', optional(origin), '', {
    en: 'origin at which browsers reach the collector, if it is behind a proxy or has a name other than its machine’s; links in alerts begin with it, and IP addresses keep working',
    ja: 'プロキシーやホスト名以外の名前を使う場合に、ブラウザーが接続するアドレス（パスなし）。アラートのリンクもこのアドレスになります。IP アドレスでも引き続き接続できます'
  }),
  tlsCert: setting('MIMAMORI_TLS_CERT', optional(text), '', {
    en: 'certificate file (PEM) for https',
    ja: 'https の証明書のファイル（PEM）'
  }),
  tlsKey: setting('MIMAMORI_TLS_KEY', optional(text), '', {
    en: 'key file (PEM) for https',
    ja: 'https の秘密鍵のファイル（PEM）'
  }),
  httpsListen: setting('MIMAMORI_HTTPS_LISTEN', optional(listenAddress), '', {
    en: 'address and port for https beside http, which goes on at MIMAMORI_LISTEN',
    ja: 'http（MIMAMORI_LISTEN）と並行して https で待ち受けるアドレスとポート'
  }),
  httpsDir: setting('MIMAMORI_HTTPS_DIR', text, defaultHttpsDirectory, {
    en: 'directory of its certificate and key, both in collector.pem, which is read again when it changes, and of the authority, ca.pem',
    ja: 'その証明書と秘密鍵（どちらも collector.pem に入れます。変更は自動で読み込まれます）、認証局の証明書（ca.pem）を置くディレクトリー'
  }),
  allowHttp: setting('MIMAMORI_ALLOW_HTTP', yesNo, 'no', {
    en: 'yes: listen beyond this machine without https',
    ja: 'yes なら、https なしでもこのマシンの外から接続できます'
  }),
  prometheusUrl: setting('MIMAMORI_PROMETHEUS_URL', optional(serverUrl), '', {
    en: 'address of a Prometheus that scrapes this collector; charts then include values from before the collector was started, and show up to 30 days; set automatically to the Prometheus that Mimamori runs',
    ja: 'このコレクターを監視する Prometheus のアドレス。設定すると、グラフにコレクターの起動前の値も、最長 30 日分表示されます。Mimamori が動かす Prometheus は自動で設定されます'
  }),
  alertmanagerUrl: setting('MIMAMORI_ALERTMANAGER_URL', optional(serverUrl), '', {
    en: 'address of the Alertmanager that notifies people of alerts; set automatically to the one that Mimamori runs',
    ja: 'アラートを通知する Alertmanager のアドレス。Mimamori が動かす Alertmanager は自動で設定されます'
  }),
  alertmanagerConfig: setting('MIMAMORI_ALERTMANAGER_CONFIG', optional(text), '', {
    en: 'configuration file of that Alertmanager, which the collector then writes; if not set, somebody else writes it, and the page shows what to paste',
    ja: 'その Alertmanager の設定ファイル。コレクターが書き込みます。未設定なら書き込まず、貼り付ける内容を管理画面に表示します'
  }),
  alertmanagerWebhookUrl: setting('MIMAMORI_ALERTMANAGER_WEBHOOK_URL', optional(serverUrl), '', {
    en: 'origin at which that Alertmanager reaches the collector, if it runs in a container or on a machine of its own; put its token, tokens/alertmanager, into the file token beside its configuration',
    ja: 'Alertmanager を別のコンテナーや別のマシンで動かすとき、そこからコレクターに接続するアドレス。トークン tokens/alertmanager は、設定ファイルと同じ場所の token に置きます'
  }),
  alertmanagerBase: setting('MIMAMORI_ALERTMANAGER_BASE', optional(text), '', {
    en: 'configuration of Alertmanager with the intervals, the inhibitions and the route of Watchdog, to which the receivers are added; if not set, dashboards/out/alertmanager.yml',
    ja: '通知の間隔や抑制、Watchdog の経路が書かれた Alertmanager の設定。通知先はこれに追加されます。未設定なら dashboards/out/alertmanager.yml'
  }),
  alertmanagerLog: setting('MIMAMORI_ALERTMANAGER_LOG', optional(text), '', {
    en: 'file that Alertmanager’s log goes to: a test of a receiver then says why it failed; npm start sets it',
    ja: 'Alertmanager のログファイル。指定すると、通知先のテストが失敗した理由がわかります。npm start では自動で設定されます'
  }),
  amtool: setting('MIMAMORI_AMTOOL', text, 'amtool', {
    en: 'program that checks the configuration before Alertmanager gets it',
    ja: '設定を Alertmanager に渡す前に検査するプログラム'
  }),
  alerts: setting('MIMAMORI_ALERTS', yesNo, 'yes', {
    en: 'whether Mimamori runs Prometheus and Alertmanager; no leaves them out, and nobody is notified of alerts',
    ja: 'Mimamori が Prometheus と Alertmanager を動かすかどうか。no にすると動かさず、アラートは誰にも届きません'
  }),
  timeZone: setting('MIMAMORI_TIME_ZONE', optional(timeZone), '', {
    en: 'time zone of sites without one of their own; the server’s if not set',
    ja: '拠点ごとの指定がないときのタイムゾーン。未設定ならサーバーと同じです'
  }),
  calendar: setting('MIMAMORI_CALENDAR', optional(text), '', {
    en: 'calendar file (YAML) with the opening hours, closed dates and time zones of sites; the collector reads it again whenever it changes',
    ja: '拠点ごとの営業時間・休業日・タイムゾーンを書いたカレンダーのファイル（YAML）。変更は自動で読み込まれます'
  }),
  rtcBattery: setting('MIMAMORI_RTC_BATTERY', yesNo, 'no', {
    en: 'yes: this server has a real-time clock with a battery',
    ja: 'yes なら、このサーバーの時計（RTC）には電池があります'
  }),
  agentDir: setting('MIMAMORI_AGENT_DIR', text, '/srv/mimamori/agent', {
    en: 'directory with the agent for devices that install it by themselves',
    ja: '端末が自分でインストールするエージェントの置き場所'
  }),
  backupState: setting('MIMAMORI_BACKUP_STATE', text, defaultBackupState, {
    en: 'file in which mimamori backup leaves how backups went, for metrics and alerts',
    ja: 'mimamori backup がバックアップの結果を書き込むファイル。メトリクスとアラートに使います'
  }),
  probePort: setting('MIMAMORI_PROBE_PORT', wholeNumber(1, 65_535), '22', {
    en: 'TCP port on which late devices are probed',
    ja: '報告が遅れている端末に接続を試す TCP ポート'
  }),
  contactDevices: setting('MIMAMORI_CONTACT_DEVICES', yesNo, 'yes', {
    en: 'no: the collector connects to no device, neither to scrape it nor to probe it; devices still reach the collector',
    ja: 'no なら、コレクターから端末には接続しません（メトリクスの取得も接続の確認もしません）。端末からの報告は受け付けます'
  }),
  reportIntervalSeconds: setting('MIMAMORI_REPORT_INTERVAL_SECONDS', wholeNumber(1, 3600), String(defaultReportIntervalSeconds), {
    en: 'how often devices are asked to report, in seconds; none is late, silent or down before three intervals have passed',
    ja: '端末に求める報告の間隔（秒）。間隔の 3 倍が過ぎるまでは、遅延、報告なし、ダウンのいずれにもなりません'
  }),
  deviceRequestsPerMinute: setting('MIMAMORI_DEVICE_REQUESTS_PER_MINUTE', wholeNumber(1, 1_000_000), '600', {
    en: 'requests that one device may send per minute',
    ja: '端末 1 台が 1 分間に送れるリクエストの数'
  }),
  maxBodyBytes: setting('MIMAMORI_MAX_BODY_BYTES', wholeNumber(1024, 268_435_456), '1048576', {
    en: 'largest request body, in bytes; for JSON from devices, also after decompression',
    ja: 'リクエスト本文の最大の大きさ（バイト）。端末が送る JSON では、展開後の大きさにも適用します'
  }),
  logRetentionDays: setting('MIMAMORI_LOG_RETENTION_DAYS', wholeNumber(1, 3650), '30', {
    en: 'how long log lines are kept, in days',
    ja: 'ログを残す日数'
  }),
  logMaxBytes: setting('MIMAMORI_LOG_MAX_BYTES', wholeNumber(1_048_576, 1_000_000_000_000), '4294967296', {
    en: 'space for log lines, in bytes; when it is full, the oldest lines of the device with the most are removed',
    ja: 'ログに使う容量（バイト）。超えると、最も多く使っている端末の古いログから削除します'
  }),
  logQueueMaxBytes: setting('MIMAMORI_LOG_QUEUE_MAX_BYTES', wholeNumber(1_048_576, 1_000_000_000_000), '1073741824', {
    en: 'log lines that may wait while they cannot be stored, in bytes, at most a quarter of it from one device; when it is full, devices keep theirs and try again',
    ja: 'ログを保存できない間、待たせておける量（バイト）。端末 1 台では 4 分の 1 まで。上限に達すると、端末側が保持して送り直します'
  }),
  lokiUrl: setting('MIMAMORI_LOKI_URL', optional(serverUrl), '', {
    en: 'address of a Loki, which then keeps the log lines of devices, and the collector’s own, instead of the database',
    ja: 'Loki のアドレス。設定すると、端末のログとコレクター自身のログを、データベースの代わりにその Loki に保存します'
  }),
  lokiTokenFile: setting('MIMAMORI_LOKI_TOKEN_FILE', optional(text), '', {
    en: 'file with the bearer token for it, if a proxy before it asks for one',
    ja: 'Loki の手前のプロキシーが求める Bearer トークンのファイル'
  }),
  lokiTenant: setting('MIMAMORI_LOKI_TENANT', optional(text), '', {
    en: 'tenant (X-Scope-OrgID), if that Loki serves several',
    ja: '複数のテナントで使う Loki のテナント（X-Scope-OrgID）'
  }),
  lokiMaxAgeHours: setting('MIMAMORI_LOKI_MAX_AGE_HOURS', wholeNumber(1, 87_600), '168', {
    en: 'age beyond which that Loki rejects lines, in hours (its reject_old_samples_max_age); older ones are counted and not sent',
    ja: 'Loki が古いログを拒否するまでの時間（Loki の reject_old_samples_max_age）。これより古い行は数えるだけで送りません'
  }),
  deviceLogBytesPerMinute: setting('MIMAMORI_DEVICE_LOG_BYTES_PER_MINUTE', wholeNumber(65_536, 1_000_000_000), '4194304', {
    en: 'bytes of log lines that one device may send per minute; beyond that, it is answered 429 and sends them later',
    ja: '端末 1 台が 1 分間に送れるログの量（バイト）。超えると 429 を返し、端末はあとで送り直します'
  }),
  remoteWriteUrl: setting('MIMAMORI_REMOTE_WRITE_URL', optional(serverUrl), '', {
    en: 'address at which a Prometheus takes remote write, such as http://127.0.0.1:9090/api/v1/write; what devices measured while they could not send it is then written there, at the times of measurement; npm start and install-server set it',
    ja: 'リモート書き込みを受け付ける Prometheus のアドレス（例：http://127.0.0.1:9090/api/v1/write）。設定すると、端末が送れなかった間の測定値を、測定時の時刻で書き込みます'
  }),
  remoteWriteTokenFile: setting('MIMAMORI_REMOTE_WRITE_TOKEN_FILE', optional(text), '', {
    en: 'file with the bearer token for it, if it asks for one',
    ja: '書き込み先が求める Bearer トークンのファイル'
  }),
  sampleQueueMaxBytes: setting('MIMAMORI_SAMPLE_QUEUE_MAX_BYTES', wholeNumber(1_048_576, 1_000_000_000_000), '268435456', {
    en: 'late samples that may wait while they cannot be written, in bytes, at most a quarter of it from one device; when it is full, devices keep theirs and try again',
    ja: '送れなかった間の測定値を書き込めない間、待たせておける量（バイト）。端末 1 台では 4 分の 1 まで。上限に達すると、端末側が保持して送り直します'
  }),
  contentMaxBytes: setting('MIMAMORI_CONTENT_MAX_BYTES', optional(wholeNumber(1_048_576, 1_000_000_000_000_000)), '', {
    en: 'space for content of devices, in bytes; when it is full, the oldest versions that no device should have are removed; half of the disk if not set',
    ja: '端末に配信するコンテンツに使う容量（バイト）。超えると、配信中でない最も古いバージョンから削除します。未設定ならディスクの半分です'
  }),
  requestTimeoutSeconds: setting('MIMAMORI_REQUEST_TIMEOUT_SECONDS', wholeNumber(1, 3600), '30', {
    en: 'how long a request may take to arrive, in seconds',
    ja: 'リクエストが届き終わるまで待つ時間（秒）'
  })
}

/** The settings as the program uses them. */
export type Config = SettingValues<typeof settings>
