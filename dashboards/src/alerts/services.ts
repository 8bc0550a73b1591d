import { deviceLabels } from '../device-labels.ts'
import { notLate } from '../jobs.ts'
import { limits } from '../limits.ts'
import type { Alert } from './alert.ts'
import { deviceAlert } from './define-alert.ts'
import { whole } from './alert-text.ts'
import { ofCollector, ofDevices } from './last-samples.ts'

const labels = `${deviceLabels}, name`

/** Programs of a device, its log, and its deliveries. */
export const serviceAlerts: readonly Alert[] = [
  /** For units and processes that the agent is set to watch. */
  deviceAlert({
    name: 'WatchedServiceDown',
    // A service that is restarted by a person or an update is back sooner.
    for: '10m',
    labels,
    evidence: 'live',
    expr: `
# 1 for what is down, since the value 0 means that this can no longer be seen.
1 - max by (${labels}) (${ofDevices('mimamori_watched_unit_active')}) == 1
or
(max by (${labels}) (${ofDevices('mimamori_watched_processes')}) == 0) + 1
or
# It comes back each time, and fails again.
max by (${labels}) (increase(mimamori_watched_unit_restarts_total{${notLate}}[1h])) >= ${limits.serviceRestarts}
`,
    en: {
      summary: 'A watched service is down.',
      now: 'reports that {{ $labels.name }} is down or keeps restarting',
      before: 'reported {{ $labels.name }} as down',
      next: 'Its log says why.'
    },
    ja: {
      summary: '監視対象のサービスが止まっています。',
      now: 'の {{ $labels.name }} が止まっているか、再起動を繰り返しています',
      before: ' {{ $labels.name }} が止まっていました',
      next: '原因はサービスのログで確認してください。'
    }
  }),
  /** For addresses that the agent is set to check, and for releases. */
  deviceAlert({
    name: 'WatchedCheckFailing',
    // A service that is restarted by a person or an update is back sooner.
    for: '10m',
    labels,
    evidence: 'live',
    expr: `
# 1 for what fails, since the value 0 means that this can no longer be seen.
1 - max by (${labels}) (${ofDevices('mimamori_watched_http_up')}) == 1
or
# A release that does not report its revision does not answer either.
1 - max by (${labels}) (label_replace(${ofDevices('mimamori_release_up')}, "name", "$1", "release", "(.+)")) == 1
`,
    en: {
      summary: 'A watched check fails.',
      now: 'gets no good answer from {{ $labels.name }}',
      before: 'got no good answer from {{ $labels.name }}',
      next: 'See whether its service runs.'
    },
    ja: {
      summary: '監視中のサービスが応答しません。',
      now: 'の {{ $labels.name }} から正常な応答がありません',
      before: ' {{ $labels.name }} から正常な応答がありませんでした',
      next: 'サービスが動いているか確認してください。'
    }
  }),
  /** Its value is the number of errors that the device has logged in the last hour. */
  deviceAlert({
    name: 'ErrorBurst',
    for: '10m',
    evidence: 'inventory',
    expr: `device:mimamori_device_log_errors:increase1h >= ${limits.errorsPerHour}`,
    en: {
      summary: 'A device is logging many errors.',
      now: `has logged ${whole} errors in the last hour`,
      before: 'was logging many errors',
      next: 'Its page shows the newest.'
    },
    ja: {
      summary: '端末がエラーを大量に記録しています。',
      now: `は、直近 1 時間に ${whole} 件のエラーを記録しました`,
      before: 'エラーを大量に記録していました',
      next: '新しいものは端末のページに表示されます。'
    }
  }),
  deviceAlert({
    name: 'ItemsDropped',
    for: '10m',
    evidence: 'inventory',
    expr: `sum by (${deviceLabels}) (max by (${deviceLabels}, kind) (increase(mimamori_device_dropped_items_total[1h]))) > 0`,
    en: {
      summary: 'A device had to discard data.',
      now: 'had to discard log lines or reports in the last hour',
      before: 'had to discard log lines or reports',
      next: 'Its spool was full, its journal was removed before it was read, or the collector did not accept them.'
    },
    ja: {
      summary: '未送信のデータが破棄されました。',
      now: 'は、直近 1 時間にログまたは報告の一部を捨てました',
      before: 'ログまたは報告の一部を捨てていました',
      next: 'スプールがいっぱいになったか、読み取る前にジャーナルが削除されたか、コレクターが受け付けませんでした。'
    }
  }),
  deviceAlert({
    name: 'KeyRefused',
    alsoWhileSilent: true,
    // An agent whose key is rejected tries again every ten minutes.
    for: '15m',
    evidence: 'inventory',
    expr: `
# There only while the refusal is newer than all that was heard of the device, and than its newest key.
min by (${deviceLabels}) (${ofCollector('mimamori_device_key_refused_timestamp_seconds')})
`,
    en: {
      summary: 'A device’s key is rejected.',
      now: 'sends a key that the collector rejects, so nothing it sends is stored',
      before: 'was sending a key that the collector rejected',
      next: 'Issue a new key for it.'
    },
    ja: {
      summary: '端末のキーが拒否されています。',
      now: 'のキーをコレクターが拒否しているため、何も保存されていません',
      before: 'コレクターにキーを拒否されていました',
      next: 'キーを再発行してください。'
    }
  })
]
