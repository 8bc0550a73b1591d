import { describe, expect } from 'vitest'
import { promtool, testWith } from '../debian-tool.ts'
import { collectorSeries } from './inventory-series.ts'
import { complaints, complaintsAbout, pageAt, runbookOf, type Expectation } from './rule-test.ts'

const test = testWith(promtool)

const down = (instance?: string): Expectation['firing'][number] => ({
  labels: { severity: 'critical', ...(instance === undefined ? { job: 'mimamori-inventory' } : { instance }) },
  annotations: {
    summary: 'The collector is down: no device is watched.',
    description: `Prometheus has had no answer from the collector${instance === undefined ? '' : ` at ${instance}`} for ten minutes. Alerts that fire stay; new ones cannot begin until it runs again. It serves the runbook too: if that does not open, read docs/runbook/CollectorDown.md in Mimamori’s directory on the server.`,
    summary_ja: 'コレクターに接続できません。端末の監視が止まっています。',
    description_ja: `コレクター${instance === undefined ? '' : `（${instance}）`}から 10 分間応答がありません。発生中のアラートはそのまま残り、再開するまで新しいアラートは出ません。手順書もコレクターが表示します。開けないときは、サーバーの Mimamori のディレクトリーにある docs/ja/runbook/CollectorDown.md を読んでください。`,
    runbook_url: runbookOf('CollectorDown')
  }
})

describe('CollectorDown', () => {
  const at = (time: string, ...firing: Expectation['firing']): Expectation => ({ at: time, alert: 'CollectorDown', firing })

  test('is silent through nine minutes of a restart, fires after ten, and ends when it answers', () => {
    const series = collectorSeries({ up: '1x29 0x60 1x60', trusted: '1x29 stale _x60 1x60' })
    expect(complaints(series, [at('29m'), at('39m'), at('40m', down('server:8080')), at('1h30m', down('server:8080')), at('1h31m')])).toBe(
      ''
    )
  })

  test('fires where only the page of the inventory is gone', () => {
    const series = { ...collectorSeries({ up: '1x60', trusted: '1x60' }), 'up{job="mimamori-inventory",instance="server:8080"}': '0x60' }
    expect(complaints(series, [at('9m'), at('10m', down('server:8080'))])).toBe('')
  })

  test('fires where Prometheus does not even know of a collector', () => {
    expect(complaints({ 'up{job="node",instance="pi-1"}': '1x60' }, [at('9m'), at('10m', down())])).toBe('')
  })
})

describe('CollectorClockUntrusted', () => {
  const at = (time: string, ...firing: Expectation['firing']): Expectation => ({ at: time, alert: 'CollectorClockUntrusted', firing })
  const untrusted = {
    labels: { severity: 'critical', instance: 'server:8080' },
    annotations: {
      summary: 'The server’s clock cannot be trusted: no device is reported as silent.',
      description:
        'The clock of the collector at server:8080 cannot be trusted. Set it if it is wrong, then confirm it on the page or with “sudo mimamori clock confirm” on the server.',
      summary_ja: 'サーバーの時計が信頼できません。報告のない端末を判定できません。',
      description_ja:
        'コレクター（server:8080）は自分の時計が正しいか確認できません。時刻がずれていれば合わせ、管理画面、またはサーバーでの「sudo mimamori clock confirm」で確認済みにしてください。',
      runbook_url: runbookOf('CollectorClockUntrusted'),
      dashboard_url: pageAt('/admin')
    }
  }

  test('gives a server that boots ten minutes, then fires until the clock is confirmed', () => {
    const series = collectorSeries({ up: '1x60', trusted: '0x29 1x60' })
    expect(complaints(series, [at('9m'), at('10m', untrusted), at('29m', untrusted), at('30m')])).toBe('')
  })
})

describe('CollectorCertificateEnds', () => {
  const at = (time: string, ...firing: Expectation['firing']): Expectation => ({ at: time, alert: 'CollectorCertificateEnds', firing })
  const ends = (en: string, ja: string): Expectation['firing'][number] => ({
    labels: { severity: 'warning', instance: 'server:8080' },
    annotations: {
      summary: 'The server’s certificate is about to expire.',
      description: `The certificate of the collector at server:8080 ${en} Put a new one in its place and restart the collector; ` +
        'devices that trust the authority need nothing.',
      summary_ja: 'サーバーの証明書の有効期限が近づいています。',
      description_ja: `コレクター（server:8080）の証明書${ja}新しい証明書に置き換えて、コレクターを再起動してください。認証局を信頼している端末では、何もする必要はありません。`,
      runbook_url: runbookOf('CollectorCertificateEnds')
    }
  })

  test('is silent two weeks before, fires an hour later, says when it has expired, and ends with the next one', () => {
    const hours = 340
    // It expires 14 days and an hour after the beginning; a new one is served from hour 339 on.
    const series = {
      ...collectorSeries({ up: `1x${hours}`, trusted: `1x${hours}` }),
      'mimamori_collector_certificate_expiry_timestamp_seconds{job="mimamori-collector",instance="server:8080"}': '1213200x338 99999999x5'
    }
    expect(complaintsAbout([{ everyMinutes: 60, series, expectations: [
      at('2h'), at('3h', ends('expires in 13d 22h 0m.', 'は、あと 13 日 22 時間 0 分で期限が切れます。')),
      at('338h', ends('has expired: browsers and devices no longer trust it.', 'は期限が切れています。ブラウザーと端末は、もう信頼しません。')), at('339h')
    ] }])).toBe('')
  })
})

describe('LogNotStored', () => {
  const at = (time: string, ...firing: Expectation['firing']): Expectation => ({ at: time, alert: 'LogNotStored', firing })
  const notStored = (now: readonly [en: string, ja: string]): Expectation['firing'][number] => ({
    labels: { severity: 'warning', instance: 'server:8080' },
    annotations: {
      summary: 'Log lines are not being stored.',
      description: `The collector at server:8080 ${now[0]} Check the server’s disk, or Loki where it is used.`,
      summary_ja: 'ログを保存できません。',
      description_ja: `コレクター（server:8080）は${now[1]}サーバーのディスク、または Loki を使っている場合は Loki を確認してください。`,
      runbook_url: runbookOf('LogNotStored'),
      dashboard_url: pageAt('/admin/logs')
    }
  })
  const filled = (share: string) => notStored([
    `cannot store log lines; those that wait fill ${share} of their space, and once it is full, devices keep theirs.`,
    `ログを保存できません。保存待ちのログが、そのための領域の ${share} を使っています。いっぱいになると、ログは端末に残ります。`
  ])
  const remembered = notStored([
    'could not store log lines when last checked; its present state is unknown.',
    '、最後に確認した時点でログを保存できませんでした。現在の状態は確認できません。'
  ])
  const series = ({ up, backendUp, queued }: Readonly<Record<'up' | 'backendUp' | 'queued', string>>) => ({
    ...collectorSeries({ up, trusted: up }),
    'mimamori_collector_log_backend_up{job="mimamori-collector",instance="server:8080"}': backendUp,
    'mimamori_collector_log_queue_bytes{job="mimamori-collector",instance="server:8080"}': queued,
    'mimamori_collector_log_queue_limit_bytes{job="mimamori-collector",instance="server:8080"}': '1000x120'
  })

  test('gives a restart of Loki a quarter of an hour, then fires, says how full it is, and ends once lines are stored', () => {
    const given = series({ up: '1x120', backendUp: '1x9 0x29 1x60', queued: '0x9 10+10x29 0x60' })
    expect(complaints(given, [at('24m'), at('25m', filled('16%')), at('39m', filled('30%')), at('40m')])).toBe('')
  })

  test('a queue that is long while lines are stored is no alert', () => {
    expect(complaints(series({ up: '1x120', backendUp: '1x120', queued: '900x120' }), [at('1h')])).toBe('')
  })

  test('goes on while the collector cannot be asked', () => {
    const given = series({ up: '1x29 0x30 1x60', backendUp: '0x29 stale _x30 1x60', queued: '500x29 stale _x30 0x60' })
    expect(complaints(given, [at('15m', filled('50%')), at('45m', remembered), at('1h1m')])).toBe('')
  })
})

describe('LogLinesRefused', () => {
  const at = (time: string, ...firing: Expectation['firing']): Expectation => ({ at: time, alert: 'LogLinesRefused', firing })
  const refused = (en: string, ja: string): Expectation['firing'][number] => ({
    labels: { severity: 'warning', instance: 'server:8080' },
    annotations: {
      summary: 'Log lines were lost: Loki rejected them.',
      description: `${en} The collector’s log has Loki’s reason.`,
      summary_ja: 'Loki に拒否されたログがあり、失われました。',
      description_ja: `${ja}Loki の応答にある理由は、コレクターのログで確認できます。`,
      runbook_url: runbookOf('LogLinesRefused'),
      dashboard_url: pageAt('/admin/logs')
    }
  })
  const lines = (count: number) =>
    refused(
      `Of the log lines that the collector at server:8080 took in, Loki rejected ${count} in the last hour. They are not sent again.`,
      `コレクター（server:8080）が受け取ったログのうち、直近 1 時間に ${count} 行を Loki が拒否しました。再送はされません。`
    )
  const remembered = refused(
    'Loki had rejected log lines of the collector at server:8080 when it was last checked; the present state is unknown.',
    '最後に確認した時点で、コレクター（server:8080）のログを Loki が拒否していました。現在の状態は確認できません。'
  )
  const series = (up: string, counts: Readonly<Record<string, string>>) => ({
    ...collectorSeries({ up, trusted: up }),
    ...Object.fromEntries(
      Object.entries(counts).map(([reason, values]) => [
        `mimamori_collector_loki_lines_refused_total{job="mimamori-collector",instance="server:8080",reason="${reason}"}`,
        values
      ])
    )
  })

  test('is silent while nothing is refused, fires ten minutes after the first line, with those of all reasons, and ends an hour after the last', () => {
    const given = series('1x200', { too_old: '0x60 12x140', too_long: '3x60 4x140', other: '0x200' })
    expect(complaints(given, [at('60m'), at('1h10m'), at('1h15m', lines(13)), at('1h55m', lines(13)), at('2h5m')])).toBe('')
  })

  test('goes on while the collector cannot be asked', () => {
    const given = series('1x79 0x100', { too_old: '0x60 12x19 stale' })
    expect(complaints(given, [at('1h15m', lines(12)), at('2h30m', remembered)])).toBe('')
  })
})

describe('Watchdog', () => {
  test('fires from the first evaluation, with nothing to go by', () => {
    expect(complaints({ unrelated: '1x5' }, [{
      at: '0m',
      alert: 'Watchdog',
      firing: [{
        labels: { severity: 'info' },
        annotations: {
          summary: 'Alerts are delivered.',
          description: 'This alert always fires. If it stops coming, Prometheus, Alertmanager or the route to you is broken.',
          summary_ja: 'アラートは届いています。',
          description_ja: 'このアラートは常に発生しています。届かなくなったら、Prometheus、Alertmanager、またはその先の通知経路が壊れています。',
          runbook_url: runbookOf('Watchdog')
        }
      }]
    }])).toBe('')
  })
})
