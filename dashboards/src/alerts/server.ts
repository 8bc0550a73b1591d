import { jobs } from '../jobs.ts'
import { limits } from '../limits.ts'
import type { Alert } from './alert.ts'
import { lastingAlert } from './define-alert.ts'
import { duration } from './alert-text.ts'
import { ofCollector } from './last-samples.ts'

/** The server itself, its clock, its certificate and its log; and Watchdog. */
export const serverAlerts: readonly Alert[] = [
  {
    name: 'Watchdog',
    severity: 'info',
    expr: `
# Always fires: when it stops arriving, alerts no longer arrive.
vector(1)
`,
    en: {
      summary: 'Alerts are delivered.',
      description: 'This alert always fires. If it stops coming, Prometheus, Alertmanager or the route to you is broken.'
    },
    ja: {
      summary: 'アラートは届いています。',
      description: 'このアラートは常に発生しています。届かなくなったら、Prometheus、Alertmanager、またはその先の通知経路が壊れています。'
    }
  },
  {
    name: 'CollectorDown',
    severity: 'critical',
    // Longer than a restart or an update of the collector.
    for: '10m',
    expr: `
# Both of its pages, since DeviceSilent needs both; by the collector's address, so that each of several counts.
min by (instance) (up{job=~"${jobs.collector}|${jobs.inventory}"}) == 0
or
# Not even configured: without this a lost scrape job would be silent itself.
absent(up{job="${jobs.inventory}"})
`,
    en: {
      summary: 'The collector is down: no device is watched.',
      description:
        'Prometheus has had no answer from the collector{{ with $labels.instance }} at {{ . }}{{ end }} for ten minutes. Alerts that fire stay; new ones cannot begin until it runs again. It serves the runbook too: if that does not open, read docs/runbook/CollectorDown.md in Mimamori’s directory on the server.'
    },
    ja: {
      summary: 'コレクターに接続できません。端末の監視が止まっています。',
      description:
        'コレクター{{ with $labels.instance }}（{{ . }}）{{ end }}から 10 分間応答がありません。発生中のアラートはそのまま残り、再開するまで新しいアラートは出ません。手順書もコレクターが表示します。開けないときは、サーバーの Mimamori のディレクトリーにある docs/ja/runbook/CollectorDown.md を読んでください。'
    }
  },
  {
    name: 'CollectorClockUntrusted',
    page: '/admin',
    severity: 'critical',
    // A server without an RTC gets the time within minutes of its boot, if there is a time server.
    for: '10m',
    expr: `
# While this is 0 no device is called silent, so that the watch itself has stopped.
min by (instance) (${ofCollector('mimamori_collector_clock_trusted')}) == 0
`,
    en: {
      summary: 'The server’s clock cannot be trusted: no device is reported as silent.',
      description:
        'The clock of the collector at {{ $labels.instance }} cannot be trusted. Set it if it is wrong, then confirm it on the page or with “sudo mimamori clock confirm” on the server.'
    },
    ja: {
      summary: 'サーバーの時計が信頼できません。報告のない端末を判定できません。',
      description:
        'コレクター（{{ $labels.instance }}）は自分の時計が正しいか確認できません。時刻がずれていれば合わせ、管理画面、またはサーバーでの「sudo mimamori clock confirm」で確認済みにしてください。'
    }
  },
  /** Its value is the time until the certificate ends in seconds; negative after that. */
  lastingAlert({
    name: 'CollectorCertificateEnds',
    for: '1h',
    labels: 'instance',
    evidence: 'collector',
    expr: `
min by (instance) (${ofCollector('mimamori_collector_certificate_expiry_timestamp_seconds')}) - time() < ${limits.certificateEndsSeconds}
`,
    en: {
      summary: 'The server’s certificate is about to expire.',
      description:
        'The certificate of the collector at {{ $labels.instance }} ' +
        `{{ if gt $value 0.0 }}expires in ${duration.en}.{{ else if lt $value 0.0 }}has expired: browsers and devices no longer trust it.` +
        '{{ else }}was about to expire when last checked.{{ end }} Put a new one in its place and restart the collector; devices that trust the authority need nothing.'
    },
    ja: {
      summary: 'サーバーの証明書の有効期限が近づいています。',
      description:
        'コレクター（{{ $labels.instance }}）の証明書' +
        `{{ if gt $value 0.0 }}は、あと ${duration.ja}で期限が切れます。{{ else if lt $value 0.0 }}は期限が切れています。` +
        'ブラウザーと端末は、もう信頼しません。{{ else }}は、最後に確認した時点で期限が近づいていました。{{ end }}新しい証明書に置き換えて、コレクターを再起動してください。認証局を信頼している端末では、何もする必要はありません。'
    }
  }),
  /** Its value is the time in seconds that one in ten commits takes at least. */
  lastingAlert({
    name: 'CollectorDiskSlow',
    page: '/admin',
    // A backup or an upgrade of the system is over by then, as in node-mixin's NodeDiskIOSaturation.
    for: '30m',
    labels: 'instance',
    evidence: 'collector',
    expr: `
# Not the slowest of a hundred, as for etcd: each hour, and while old lines are removed, a card is busy for some seconds.
histogram_quantile(0.9, sum by (instance, le) (rate(mimamori_collector_commit_duration_seconds_bucket[15m]))) > ${limits.commitSeconds}
`,
    en: {
      summary: 'The server’s disk is slow.',
      description:
        'The collector at {{ $labels.instance }} {{ if $value }}waits {{ $value | printf "%.1f" }} s or longer for one in ten of its writes.{{ else }}had to wait for its disk when last checked; its present state is unknown.{{ end }} Devices and the page wait with it. A card that gets slow is often about to fail: make a backup now.'
    },
    ja: {
      summary: 'サーバーのディスクが遅くなっています。',
      description:
        'コレクター（{{ $labels.instance }}）は{{ if $value }}、書き込みの 10 回に 1 回、{{ $value | printf "%.1f" }} 秒以上待たされています。{{ else }}、最後に確認した時点でディスクの書き込みに待たされていました。現在の状態は確認できません。{{ end }}端末の報告と管理画面の応答も遅れます。カードが遅くなるのは故障の前触れであることが多いため、今すぐバックアップを取ってください。'
    }
  }),
  lastingAlert({
    name: 'LogNotStored',
    page: '/admin/logs',
    // A restart or an update of Loki is faster, and nothing is lost in that time.
    for: '15m',
    labels: 'instance',
    evidence: 'collector',
    expr: `
# How much of the room is taken by what waits: above 0, since what could not be stored is given back to the queue.
max by (instance) (${ofCollector('mimamori_collector_log_queue_bytes')} / ${ofCollector('mimamori_collector_log_queue_limit_bytes')})
and on (instance) min by (instance) (${ofCollector('mimamori_collector_log_backend_up')}) == 0
`,
    en: {
      summary: 'Log lines are not being stored.',
      description:
        'The collector at {{ $labels.instance }} {{ if $value }}cannot store log lines; those that wait fill {{ $value | humanizePercentage }} of their space, and once it is full, devices keep theirs.{{ else }}could not store log lines when last checked; its present state is unknown.{{ end }} Check the server’s disk, or Loki where it is used.'
    },
    ja: {
      summary: 'ログを保存できません。',
      description:
        'コレクター（{{ $labels.instance }}）は{{ if $value }}ログを保存できません。保存待ちのログが、そのための領域の {{ $value | humanizePercentage }} を使っています。いっぱいになると、ログは端末に残ります。{{ else }}、最後に確認した時点でログを保存できませんでした。現在の状態は確認できません。{{ end }}サーバーのディスク、または Loki を使っている場合は Loki を確認してください。'
    }
  }),
  /** Its value is the number of lines that were lost in the last hour. */
  lastingAlert({
    name: 'LogLinesRefused',
    page: '/admin/logs',
    for: '10m',
    labels: 'instance',
    evidence: 'collector',
    expr: 'sum by (instance) (increase(mimamori_collector_loki_lines_refused_total[1h])) > 0',
    en: {
      summary: 'Log lines were lost: Loki rejected them.',
      description:
        '{{ if $value }}Of the log lines that the collector at {{ $labels.instance }} took in, Loki rejected {{ $value | printf "%.0f" }} in the last hour. They are not sent again.{{ else }}Loki had rejected log lines of the collector at {{ $labels.instance }} when it was last checked; the present state is unknown.{{ end }} The collector’s log has Loki’s reason.'
    },
    ja: {
      summary: 'Loki に拒否されたログがあり、失われました。',
      description:
        '{{ if $value }}コレクター（{{ $labels.instance }}）が受け取ったログのうち、直近 1 時間に {{ $value | printf "%.0f" }} 行を Loki が拒否しました。再送はされません。{{ else }}最後に確認した時点で、コレクター（{{ $labels.instance }}）のログを Loki が拒否していました。現在の状態は確認できません。{{ end }}Loki の応答にある理由は、コレクターのログで確認できます。'
    }
  })
]
