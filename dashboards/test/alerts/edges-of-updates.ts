import { inventory, type Edges } from './edges.ts'
import { stay } from './values.ts'

const of = (device: string): string => inventory.replaceAll('pi-1', device)
const day = 86_400

/** What can go wrong with updates and content. */
export const edgesOfUpdates: readonly Edges[] = [
  {
    alert: 'UpdateFailed',
    severity: 'warning',
    seenIn: 'inventory',
    series: {
      [`mimamori_update_last_outcome{${inventory},release="kiosk",outcome="updated"}`]: [...stay(10, 1), ...stay(40, 0), ...stay(60, 1)],
      [`mimamori_update_last_outcome{${inventory},release="kiosk",outcome="rolled_back"}`]: [
        ...stay(10, 0),
        ...stay(40, 1),
        ...stay(60, 0)
      ],
      // A good upgrade of the agent meanwhile starts it no later, and ends nothing.
      [`mimamori_update_last_outcome{${inventory},release="mimamori-agent",outcome="failed"}`]: [...stay(12, 1), ...stay(98, 0)],
      [`mimamori_update_last_outcome{${inventory},release="mimamori-agent",outcome="updated"}`]: [...stay(12, 0), ...stay(98, 1)]
    },
    silentAt: 24,
    firesAt: 25,
    endsAt: 50,
    labels: { release: 'kiosk' }
  },
  {
    alert: 'UpdateUnreachable',
    severity: 'warning',
    seenIn: 'keyMetrics',
    series: {
      [`mimamori_update_last_outcome{${inventory},release="kiosk",outcome="unreachable"}`]: [...stay(10, 0), ...stay(150, 1)],
      [`mimamori_update_last_run_timestamp_seconds{${inventory},release="kiosk"}`]: [...stay(10, 0), ...stay(150, 600)],
      // The agent was upgraded before it, and again afterwards: then it was reached.
      [`mimamori_update_last_outcome{${inventory},release="mimamori-agent",outcome="updated"}`]: stay(160, 1),
      [`mimamori_update_last_run_timestamp_seconds{${inventory},release="mimamori-agent"}`]: [...stay(100, 300), ...stay(60, 6000)]
    },
    silentAt: 69,
    firesAt: 70,
    endsAt: 100
  },
  {
    alert: 'ContentOutdated',
    severity: 'warning',
    seenIn: 'keyMetrics',
    series: { [`mimamori_device_content_current{${inventory}}`]: [...stay(10, 1), ...stay(90, 0), ...stay(60, 1)] },
    silentAt: 69,
    firesAt: 70,
    endsAt: 100
  },
  {
    alert: 'VersionDrift',
    severity: 'warning',
    seenIn: 'inventory',
    everyMinutes: 5,
    // Others are updated, and pi-1 follows a day later.
    series: {
      [`mimamori_device_release_info{${inventory},release="kiosk",revision="old"}`]: stay(320, 1),
      ...Object.fromEntries(
        ['pi-2', 'pi-3'].flatMap((device) => [
          [`mimamori_device_release_info{${of(device)},release="kiosk",revision="old"}`, stay(12, 1)],
          [`mimamori_device_release_info{${of(device)},release="kiosk",revision="new"}`, [...stay(12, undefined), ...stay(318, 1)]]
        ])
      )
    },
    silentAt: 298,
    firesAt: 300,
    endsAt: 320,
    labels: { release: 'kiosk', revision: 'old' }
  },
  {
    alert: 'UpdateOverdue',
    severity: 'warning',
    seenIn: 'inventory',
    series: {
      [`mimamori_update_last_success_timestamp_seconds{${inventory},release="kiosk"}`]: [...stay(100, -8 * day), ...stay(60, 0)],
      [`mimamori_update_last_success_timestamp_seconds{${of('pi-2')},release="kiosk"}`]: [
        ...stay(10, -1 * day),
        ...stay(150, -1 * day + 1)
      ],
      // Its agent is up to date; that of pi-2, which has waited for longer, is another alert's.
      [`mimamori_update_last_success_timestamp_seconds{${inventory},release="mimamori-agent"}`]: stay(160, 0),
      [`mimamori_update_last_success_timestamp_seconds{${of('pi-2')},release="mimamori-agent"}`]: stay(160, -20 * day)
    },
    silentAt: 69,
    firesAt: 70,
    endsAt: 100,
    labels: { release: 'kiosk' },
    value: '8d 1h 10m'
  },
  {
    alert: 'AgentOutdated',
    severity: 'warning',
    seenIn: 'inventory',
    everyMinutes: 5,
    // Another agent is published after an hour, and the device has it three days later.
    series: {
      'mimamori_collector_expected_agent_info{job="mimamori-collector",instance="server:8080",version="0.1.0"}': stay(12, 1),
      'mimamori_collector_expected_agent_info{job="mimamori-collector",instance="server:8080",version="0.2.0"}': [
        ...stay(12, undefined),
        ...stay(948, 1)
      ],
      [`mimamori_device_info{${inventory},agent_version="0.1.0"}`]: stay(900, 1),
      [`mimamori_device_info{${inventory},agent_version="0.2.0"}`]: [...stay(900, undefined), ...stay(60, 1)],
      [`mimamori_device_info{${of('pi-2')},agent_version=""}`]: stay(960, 1)
    },
    silentAt: 875,
    firesAt: 877,
    endsAt: 900,
    labels: { agent_version: '0.1.0' }
  }
]
