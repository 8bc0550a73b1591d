import { deviceLabels } from '../device-labels.ts'
import { notLate } from '../jobs.ts'
import { limits } from '../limits.ts'
import type { Alert } from './alert.ts'
import { deviceAlert } from './define-alert.ts'
import { durationWithSeconds, whole } from './alert-text.ts'
import { ofCollector } from './last-samples.ts'

const lastConflict = ofCollector('mimamori_device_identity_conflict_timestamp_seconds')

/** Memory, heat, power, clock and identity of a device. */
export const boardAlerts: readonly Alert[] = [
  deviceAlert({
    name: 'MemoryShort',
    // A browser that loads a page or an update that unpacks needs a lot of memory only for minutes.
    for: '15m',
    evidence: 'keyMetrics',
    expr: `
max by (${deviceLabels}) (${ofCollector('mimamori_device_memory_usage_ratio')}) >= ${limits.memoryUsageRatio}
or
# The kernel has killed a program, so that by now there may be memory again.
max by (${deviceLabels}) (increase(node_vmstat_oom_kill{${notLate}}[1h])) > 0
`,
    en: {
      summary: 'A device is short of memory.',
      now: 'has 10% of its memory left or less, or had to kill a program to get some',
      before: 'was short of memory',
      next: 'Find the program that grows.'
    },
    ja: {
      summary: '端末のメモリが足りません。',
      now: 'のメモリの空きが 10% 以下になったか、メモリ不足でプログラムが強制終了されました',
      before: 'メモリが足りませんでした',
      next: 'メモリを使い続けているプログラムを調べてください。'
    }
  }),
  /** Its value is the temperature in degrees Celsius. */
  deviceAlert({
    name: 'TooHot',
    // The sun on a case, or a short job for all cores, is over by then.
    for: '15m',
    evidence: 'keyMetrics',
    expr: `max by (${deviceLabels}) (${ofCollector('mimamori_device_temperature_celsius')}) >= ${limits.temperatureCelsius}`,
    en: {
      summary: 'A device is too hot.',
      now: `is at ${whole} °C and slows itself down`,
      before: 'was too hot',
      next: 'Check its fan, its case and where it is mounted.'
    },
    ja: {
      summary: '端末が高温です。',
      now: `の温度は ${whole} °C で、動作が遅くなっています`,
      before: '温度が高すぎました',
      next: 'ファン、ケース、設置場所を確認してください。'
    }
  }),
  deviceAlert({
    name: 'Undervoltage',
    for: '10m',
    evidence: 'live',
    expr: `
# Low voltage comes and goes with the load, often for seconds: what counts is how much of the last hour had it.
max by (${deviceLabels}) (avg_over_time(mimamori_throttling_active{condition="undervoltage", ${notLate}}[1h])) >= ${limits.throttlingRatio}
`,
    en: {
      summary: 'A device’s power supply is too weak.',
      now: 'got less than 4.63 V several times in the last hour',
      before: 'was getting too little voltage',
      next: 'Replace its power supply or cable: low voltage crashes devices and corrupts SD cards.'
    },
    ja: {
      summary: '端末の電源の能力が足りません。',
      now: 'の電圧が、直近 1 時間に繰り返し 4.63 V を下回りました',
      before: '電圧が不足していました',
      next: '電源またはケーブルを交換してください。電圧不足は端末の停止や SD カードの破損につながります。'
    }
  }),
  deviceAlert({
    name: 'Throttled',
    for: '10m',
    evidence: 'live',
    expr: `
# Not soft_temperature_limit: some boards reach it at 60 °C, and clock down a little.
max by (${deviceLabels}) (avg_over_time(mimamori_throttling_active{condition=~"throttled|frequency_capped", ${notLate}}[1h])) >= ${limits.throttlingRatio}
`,
    en: {
      summary: 'A device is being slowed down by its firmware.',
      now: 'was slowed down by its firmware several times in the last hour',
      before: 'was being slowed down by its firmware',
      next: 'Heat or a weak power supply is the usual cause.'
    },
    ja: {
      summary: '端末の速度が制限されています。',
      now: 'は、直近 1 時間に繰り返しファームウェアに速度を落とされました',
      before: 'ファームウェアに速度を落とされていました',
      next: '主な原因は、熱か電源の能力不足です。'
    }
  }),
  /** Its value is the difference from the server’s clock in seconds. */
  deviceAlert({
    name: 'ClockWrong',
    acrossSites: true,
    // The clock of a device without an RTC is wrong from boot until it has asked a time server.
    for: '15m',
    evidence: 'fresh',
    expr: `max by (${deviceLabels}) (abs(${ofCollector('mimamori_device_clock_skew_seconds')})) > ${limits.clockSkewSeconds}`,
    en: {
      summary: 'A device’s clock is wrong.',
      now: 'has a clock that differs from the server’s by {{ $value | humanizeDuration }}',
      before: 'had a wrong clock',
      next: 'Check that it can reach its time server.'
    },
    ja: {
      summary: '端末の時計がずれています。',
      now: `の時計は、サーバーと ${durationWithSeconds}ずれています`,
      before: '時計がずれていました',
      next: '時刻サーバーに接続できるか確認してください。'
    }
  }),
  deviceAlert({
    name: 'IdentityConflict',
    alsoWhileSilent: true,
    for: '10m',
    evidence: 'inventory',
    expr: `max by (${deviceLabels}) (${lastConflict}) > time() - ${limits.conflictRemembersSeconds}`,
    en: {
      summary: 'Two devices report with one key.',
      now: 'reports from two machines in turn: its SD card was probably copied',
      before: 'was reporting from two machines in turn',
      next: 'Its page shows both addresses. Give one of them a name of its own.'
    },
    ja: {
      summary: '2 台の端末が同じキーで報告しています。',
      now: 'として 2 台のマシンが交互に報告しています。SD カードを複製したと思われます',
      before: ' 2 台のマシンが交互に報告していました',
      next: '2 台のアドレスは端末のページで確認できます。一方に別の名前を付けてください。'
    }
  }),
  /** Its value is the number of boots in the last six hours. */
  deviceAlert({
    name: 'Rebooting',
    for: '10m',
    evidence: 'live',
    expr: `resets(device:node_uptime_seconds:max[6h]) >= ${limits.reboots}`,
    en: {
      summary: 'A device keeps restarting.',
      now: `has restarted ${whole} times within six hours`,
      before: 'kept restarting',
      next: 'Power, heat and the hardware watchdog are the usual causes.'
    },
    ja: {
      summary: '端末が再起動を繰り返しています。',
      now: `は 6 時間以内に ${whole} 回再起動しました`,
      before: '再起動を繰り返していました',
      next: '主な原因は、電源、熱、ハードウェアウォッチドッグです。'
    }
  })
]
