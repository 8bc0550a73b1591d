import { alertDelays } from '@mimamori/contract/alert-delays'
import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import type { Alert } from './alert.ts'
import { deviceAlert, lastingAlert } from './define-alert.ts'
import { duration, ifDeviceAnswers, who, whole } from './alert-text.ts'
import { ofCollector } from './last-samples.ts'
import { evidence } from './lasting-condition.ts'

/** Devices that have reported once and are not off on purpose; one that never has says nothing about its site. */
const active = `max by (device, site) (${ofCollector('mimamori_device_state{state="active", site!=""}')}) == 1`
const freshness = ofCollector('mimamori_device_freshness{freshness="silent"}')
const silent = `count by (site) (min by (device, site) (${freshness}) == 1 and on (device) (${active}))`
/** Sites with too few devices to judge by, and without one that reports. */
const silentSmall = `(${silent} == count by (site) (${active})) < ${limits.silentSiteDevices}`

const withSeverity = `${deviceLabels}, severity`
const downAfter = `max by (${withSeverity}) (${ofCollector('mimamori_device_down_after_seconds')})`

/** Devices and sites that do not report. */
export const notReportingAlerts: readonly Alert[] = [
  /** Its value is the number of silent devices at the site. */
  lastingAlert({
    name: 'SiteSilent',
    page: '/admin?site={{ $labels.site | urlquery }}',
    acrossSites: true,
    // Shorter than for its devices, so that their alerts are already inhibited.
    for: '10m',
    labels: 'site',
    evidence: 'inventoryAndClock',
    expr: `
${silent}
and
# Nearly all, and enough of them to say something of the site, as the page has it.
${silent} / count by (site) (${active}) >= ${limits.silentSiteRatio}
and
count by (site) (${active}) >= ${limits.silentSiteDevices}
or
# Smaller sites where so many are wholly silent at once; each then until it reports.
${silentSmall}
and on ()
count(${silentSmall}) >= ${limits.silentSmallSites}
or
${silentSmall}
and on (site)
ALERTS{alertname="SiteSilent", alertstate="firing"}
`,
    en: {
      summary: 'A whole site has not reported for a long time.',
      description: `{{ $labels.site }}: {{ if $value }}nearly all devices (${whole}) have not reported for longer than their limit.{{ else }}the site was not reporting when the collector last answered; its present state is unknown.{{ end }} Check the site’s power and network before any single device.`
    },
    ja: {
      summary: '長い間、拠点全体から報告がありません。',
      description: `{{ $labels.site }}：{{ if $value }}ほぼすべての端末（${whole} 台）から、設定時間を超えて報告がありません。{{ else }}最後に確認できた時点で報告が途絶えていました。現在の状態は確認できません。{{ end }}個々の端末より先に、拠点の電源とネットワークを確認してください。`
    }
  }),
  /**
   * It stopped without a shutdown report. It waits in its condition, by a time that neither a clock that is set nor a failed scrape can
   * lengthen, and has no `for` after that. Its value is the time since the last report in seconds.
   */
  deviceAlert({
    name: 'DeviceDown',
    severityByDevice: true,
    alsoWhileSilent: true,
    labels: withSeverity,
    evidence: 'inventory',
    expr: `
(time() - max by (${deviceLabels}) (${ofCollector('mimamori_device_last_seen_timestamp_seconds')}))
* on (${deviceLabels}) group_right ()
group by (${withSeverity}) (
  # Heard by none of the collectors.
  min by (${deviceLabels}) (${ofCollector('mimamori_device_quiet_seconds')}) > on (${deviceLabels}) group_right () ${downAfter}
  # At its own site: after a move, the series of the former one count for two minutes more.
  and on (${deviceLabels}) max by (${deviceLabels}) (${ofCollector('mimamori_device_expected')}) == 1
  or
  # Until it is heard: also after its site has closed, and after a start of the collector, which counts from then.
  ${downAfter}
  and on (${deviceLabels}) ALERTS{alertname="DeviceDown", alertstate="firing"}
  unless on (device) max by (device) (${ofCollector('mimamori_device_freshness{freshness="fresh"}')}) == 1
)
`,
    en: {
      summary: 'A device has stopped reporting without a shutdown.',
      description:
        `${who.en} {{ if $value }}sent its last report ${duration.en} ago, and no shutdown report.` +
        '{{ else }}was down when the collector last answered; its present state is unknown.{{ end }} ' +
        ifDeviceAnswers(
          'It answers, so its power and network work: look at its agent or exporter. Its page says more.',
          'Its page says whether it answers; if not, check its power and network.'
        )
    },
    ja: {
      summary: '端末がシャットダウンせずに停止しました。',
      description:
        `${who.ja}{{ if $value }}の最後の報告は ${duration.ja}前で、シャットダウンの報告もありません。` +
        '{{ else }}は、最後に確認できた時点で停止していました。現在はコレクターに確認できません。{{ end }}' +
        ifDeviceAnswers(
          '応答はあるため、電源とネットワークには問題ありません。エージェントまたはエクスポーターを確認してください。詳しくは端末のページに表示されます。',
          '応答の有無は端末のページで確認できます。応答がなければ、電源とネットワークを確認してください。'
        )
    }
  }),
  /** Its value is how long the device has been silent in seconds, or 0 while that cannot be seen. */
  deviceAlert({
    name: 'DeviceSilent',
    alsoWhileSilent: true,
    // How long a device must look silent before the alert fires. After the collector has been away, every device looks silent until its
    // next report: within a minute, or ten minutes for an agent that got a proxy's page in that time and retries slowly.
    for: `${alertDelays.deviceSilentFor / 60}m`,
    evidence: 'inventoryAndClock',
    expr: `
# Not heard for longer than the device's own limit. It counts from the last message or from when the device became
# expected (enrolled, resumed, back with a new key), whichever was later.
(
  time() - (
    (
      max by (${deviceLabels}) (${ofCollector('mimamori_device_last_seen_timestamp_seconds')})
      > on (${deviceLabels})
      max by (${deviceLabels}) (${ofCollector('mimamori_device_expected_since_timestamp_seconds')})
    )
    or
    max by (${deviceLabels}) (${ofCollector('mimamori_device_expected_since_timestamp_seconds')})
    or
    # Where a collector does not say since when.
    max by (${deviceLabels}) (${ofCollector('mimamori_device_last_seen_timestamp_seconds')})
    or
    max by (${deviceLabels}) (${ofCollector('mimamori_device_enrolled_timestamp_seconds')})
  )
  > on (${deviceLabels})
  max by (${deviceLabels}) (${ofCollector('mimamori_device_silent_after_seconds')})
)
# This starts nothing while a collector cannot be scraped or does not trust its own clock.
and on () (${evidence.inventoryAndClock.expr})
`,
    en: {
      summary: 'A device has not reported for a long time.',
      description: `${who.en} {{ if $value }}has not reported for ${duration.en}.{{ else }}was not reporting when the collector last answered; its present state is unknown.{{ end }} Its page says what is known of the cause and what to do next.`
    },
    ja: {
      summary: '端末から長い間報告がありません。',
      description: `${who.ja}{{ if $value }}から ${duration.ja}、報告がありません。{{ else }}は、最後に確認できた時点で報告が途絶えていました。現在はコレクターに確認できません。{{ end }}端末のページで、わかる範囲の原因と次にすることを確認してください。`
    }
  }),
  /** For machines: it inhibits alerts about the device's last report, until DeviceSilent does. A late device is often back soon. */
  deviceAlert({
    name: 'DeviceLate',
    severity: 'info',
    alsoWhileSilent: true,
    evidence: 'inventoryAndClock',
    expr: `
# By every collector that knows it. The page says late from the same moment on; of one that never reported it says that it waits for it.
min by (${deviceLabels}) (${ofCollector('mimamori_device_freshness{freshness="late"}')}) == 1
unless on (device)
max by (device) (${ofCollector('mimamori_device_state{state="pending"}')}) == 1
`,
    en: {
      summary: 'A device’s reports are late.',
      now: 'has missed its last reports',
      before: 'was late',
      next: 'No action is needed yet: most such devices are back soon.'
    },
    ja: {
      summary: '端末からの報告が遅れています。',
      now: 'からの直近の報告が届いていません',
      before: '報告が遅れていました',
      next: 'まだ何もする必要はありません。多くはまもなく再開します。'
    }
  })
]
