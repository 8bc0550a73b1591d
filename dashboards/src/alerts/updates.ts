import { agentRelease } from '@mimamori/contract/outcomes'
import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { agentLabels, agentsBehind } from './agents-behind.ts'
import type { Alert } from './alert.ts'
import { deviceAlert } from './define-alert.ts'
import { duration } from './alert-text.ts'
import { ofCollector } from './last-samples.ts'
import { evidence } from './lasting-condition.ts'

const ofRelease = `${deviceLabels}, release`
const ofRevision = `${ofRelease}, revision`

const running = ofCollector('mimamori_device_release_info')
// AgentOutdated is about agents.
const lastSuccess = ofCollector(`mimamori_update_last_success_timestamp_seconds{release!="${agentRelease}"}`)

/** Empty for an update whose release nobody has named. */
const named = '{{ with $labels.release }} of {{ . }}{{ end }}'

/** Updates and versions of devices. */
export const updateAlerts: readonly Alert[] = [
  /** For each release of a device: the success of another one, such as of the agent's upgrade, ends nothing. */
  deviceAlert({
    name: 'UpdateFailed',
    acrossSites: true,
    alsoWhileSilent: true,
    // The run may try the device again and correct the outcome.
    for: '15m',
    labels: ofRelease,
    evidence: 'inventory',
    expr: `max by (${ofRelease}) (${ofCollector('mimamori_update_last_outcome{outcome=~"failed|rolled_back"}')}) == 1`,
    en: {
      summary: 'An update failed.',
      now: `failed its last update${named}, or was rolled back to the previous release`,
      before: `had failed its last update${named}`,
      next: 'Its page links to the run, which shows the failed task.'
    },
    ja: {
      summary: '端末の更新に失敗しました。',
      now: '{{ with $labels.release }}の {{ . }} {{ end }}の前回の更新は失敗したか、前のリリースに戻されました',
      before: '{{ with $labels.release }} {{ . }} の{{ end }}前回の更新に失敗していました',
      next: '失敗したタスクは、端末のページから開ける実行のページで確認できます。'
    }
  }),
  /** Only for devices that report, so that the fault must be SSH. */
  deviceAlert({
    name: 'UpdateUnreachable',
    acrossSites: true,
    // A device that is back is normally caught up within minutes.
    for: '1h',
    evidence: 'fresh',
    expr: `
# A device that is off is found unreachable too, and is tried again when it reports.
max by (${deviceLabels}) (
  max by (${deviceLabels}, release) (${ofCollector('mimamori_update_last_outcome{outcome="unreachable"}')}) == 1
  # A later update of another release has reached it.
  and on (${deviceLabels}, release) (
    max by (${deviceLabels}, release) (${ofCollector('mimamori_update_last_run_timestamp_seconds')})
    == on (${deviceLabels}) group_left ()
    max by (${deviceLabels}) (${ofCollector('mimamori_update_last_run_timestamp_seconds')})
  )
)
and on (device) (${evidence.fresh.expr})
`,
    en: {
      summary: 'An update cannot reach a device that reports.',
      now: 'was unreachable over SSH for its last update, although it reports',
      before: 'was unreachable over SSH for its last update',
      next: 'Check its address and the SSH access.'
    },
    ja: {
      summary: '報告は届きますが、更新で接続できません。',
      now: 'は、報告は届いていますが、前回の更新で SSH 接続できませんでした',
      before: '前回の更新で SSH 接続できない状態でした',
      next: '端末のアドレスと SSH の設定を確認してください。'
    }
  }),
  /** Compared with its role: most devices of it run another revision. */
  deviceAlert({
    name: 'VersionDrift',
    acrossSites: true,
    // A day: by then, a rollout in waves is done.
    for: '1d',
    labels: ofRevision,
    evidence: 'inventory',
    expr: `
max by (${ofRevision}) (${running})
unless on (role, release, revision) (
  # Revisions that as many devices of the role run as any other.
  count by (role, release, revision) (group by (${ofRevision}) (${running}))
  >= on (role, release) group_left ()
  max by (role, release) (count by (role, release, revision) (group by (${ofRevision}) (${running})))
)
`,
    en: {
      summary: 'A device runs another revision than most of its role.',
      now: 'runs revision {{ $labels.revision }} of {{ $labels.release }}; most devices of its role run another',
      before: 'was running revision {{ $labels.revision }} of {{ $labels.release }}',
      next: 'Update it, unless it runs this revision on purpose.'
    },
    ja: {
      summary: '同じ役割の多くの端末と、リビジョンが異なります。',
      now: 'の {{ $labels.release }} はリビジョン {{ $labels.revision }} で、同じ役割の多くの端末と異なります',
      before: ' {{ $labels.release }} のリビジョン {{ $labels.revision }} を使っていました',
      next: '更新するか、このままでよいか判断してください。'
    }
  }),
  /**
   * Compared with its role, release by release: if no device of it is updated, none is overdue. Its value is the time since its last update
   * in seconds.
   */
  deviceAlert({
    name: 'UpdateOverdue',
    acrossSites: true,
    for: '1h',
    labels: ofRelease,
    evidence: 'inventory',
    expr: `
(
  time() - max by (${ofRelease}) (${lastSuccess})
)
and on (${ofRelease}) (
  max by (role, release) (${lastSuccess})
  - on (role, release) group_right ()
  max by (${ofRelease}) (${lastSuccess})
  > ${limits.updateOverdueSeconds}
)
`,
    en: {
      summary: 'A device has missed the updates of its role.',
      now: `had its last successful update${named} ${duration.en} ago, more than a week before others of its role`,
      before: `had missed the updates${named} that others of its role got`,
      next: 'Update it.'
    },
    ja: {
      summary: '更新が 1 週間以上遅れています。',
      now: `{{ with $labels.release }}の {{ . }} {{ end }}の最後の更新は ${duration.ja}前で、同じ役割の端末より 1 週間以上遅れています`,
      before: '{{ with $labels.release }} {{ . }} について、{{ end }}同じ役割の更新から取り残されていました',
      next: '更新してください。'
    }
  }),
  /** An old agent reports, but lacks the fixes since. */
  deviceAlert({
    name: 'AgentOutdated',
    acrossSites: true,
    // Three days to install the new agent on the devices after the collector's update, even over a weekend.
    for: '3d',
    labels: agentLabels,
    evidence: 'inventory',
    expr: agentsBehind(),
    en: {
      summary: 'Agent version differs from the server’s.',
      now: 'has been running agent {{ $labels.agent_version }} for days; the server has another version for it',
      before: 'was running agent {{ $labels.agent_version }}',
      next: 'Update its agent.'
    },
    ja: {
      summary: 'エージェントのバージョンが、サーバーのものと異なります。',
      now: 'のエージェントは、サーバーにあるものと異なるバージョン {{ $labels.agent_version }} のまま 3 日以上動いています',
      before: 'エージェント {{ $labels.agent_version }} を使っていました',
      next: 'エージェントを更新してください。'
    }
  })
]
