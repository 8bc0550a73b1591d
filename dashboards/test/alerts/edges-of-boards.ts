import { inventory, live, type Edges } from './edges.ts'
import { climb, stay } from './values.ts'

/** What a device's board can suffer from: memory, heat, power, clock. */
export const edgesOfBoards: readonly Edges[] = [
  {
    alert: 'MemoryShort',
    severity: 'warning',
    seenIn: 'keyMetrics',
    series: { [`mimamori_device_memory_usage_ratio{${inventory}}`]: [...stay(10, 0.899), ...stay(40, 0.9), ...stay(60, 0.5)] },
    silentAt: 24,
    firesAt: 25,
    endsAt: 50
  },
  {
    alert: 'TooHot',
    severity: 'warning',
    seenIn: 'keyMetrics',
    series: { [`mimamori_device_temperature_celsius{${inventory}}`]: [...stay(10, 79.9), ...stay(40, 82.4), ...stay(60, 60)] },
    silentAt: 24,
    firesAt: 25,
    endsAt: 50,
    value: '82'
  },
  {
    alert: 'Undervoltage',
    severity: 'warning',
    seenIn: 'live',
    // A dip at the start says nothing.
    series: { [`mimamori_throttling_active{${live},condition="undervoltage"}`]: [1, 1, ...stay(60, 0), ...stay(10, 1), ...stay(120, 0)] },
    silentAt: 70,
    firesAt: 80,
    endsAt: 135
  },
  {
    alert: 'Throttled',
    severity: 'warning',
    seenIn: 'live',
    series: {
      [`mimamori_throttling_active{${live},condition="frequency_capped"}`]: [...stay(62, 0), ...stay(10, 1), ...stay(120, 0)],
      [`mimamori_throttling_active{${live},condition="soft_temperature_limit"}`]: stay(192, 1)
    },
    silentAt: 70,
    firesAt: 80,
    endsAt: 135
  },
  {
    alert: 'ClockWrong',
    severity: 'warning',
    seenIn: 'inventory',
    series: { [`mimamori_device_clock_skew_seconds{${inventory}}`]: [...stay(10, -60), ...stay(40, -61), ...stay(60, 0.5)] },
    silentAt: 24,
    firesAt: 25,
    endsAt: 50,
    value: '1m 1s'
  },
  {
    alert: 'Rebooting',
    severity: 'warning',
    seenIn: 'live',
    // Up for two hours, then three starts half an hour apart; its clock is set anew at each, as without an RTC.
    everyMinutes: 5,
    series: {
      [`node_time_seconds{${live}}`]: climb(120, 1_700_000_000, 300),
      [`node_boot_time_seconds{${live}}`]: [
        ...stay(12, 1_699_000_000),
        ...stay(12, 1_699_000_007),
        ...[24, 30, 36].flatMap((step) => stay(step === 36 ? 84 : 6, 1_700_000_000 + step * 300 - 20))
      ]
    },
    silentAt: 37,
    firesAt: 39,
    endsAt: 110,
    value: '3'
  }
]
