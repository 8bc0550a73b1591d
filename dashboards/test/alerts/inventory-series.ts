import type { Series } from './rule-test.ts'

interface DeviceSeries {
  readonly device: string
  readonly site?: string
  /** Values over time in promtool's notation. Absent: never reported. */
  readonly lastSeen?: string
  readonly enrolled?: string
  /** When it was enrolled, first heard, resumed or brought back. Absent: not said, as by a collector that knows no such series. */
  readonly expectedSince?: string
  readonly silentAfter?: string
  readonly state?: 'pending' | 'active' | 'paused' | 'retired' | 'revoked'
  /** The collector that printed it. */
  readonly instance?: string
  /** How many minutes it is constant where nothing else is said. */
  readonly minutes: number
}

/** One device as /metrics/inventory shows it (architecture: Metrics). */
export const inventoryOf = ({
  device,
  site = 'east',
  lastSeen,
  enrolled,
  expectedSince,
  silentAfter,
  state = 'active',
  instance = 'server:8080',
  minutes
}: DeviceSeries): Series => {
  const labels = `device="${device}",site="${site}",role="kiosk",job="mimamori-inventory",instance="${instance}"`
  const all = `x${minutes}`
  const expected = state === 'pending' || state === 'active'
  const kept = state !== 'retired' && state !== 'revoked'
  return {
    ...(lastSeen === undefined ? {} : { [`mimamori_device_last_seen_timestamp_seconds{${labels}}`]: lastSeen }),
    [`mimamori_device_enrolled_timestamp_seconds{${labels}}`]: enrolled ?? `0${all}`,
    ...(expectedSince === undefined ? {} : { [`mimamori_device_expected_since_timestamp_seconds{${labels}}`]: expectedSince }),
    ...(kept ? { [`mimamori_device_silent_after_seconds{${labels}}`]: silentAfter ?? `43200${all}` } : {}),
    [`mimamori_device_expected{${labels}}`]: `${expected ? 1 : 0}${all}`,
    ...Object.fromEntries(
      ['pending', 'active', 'paused', 'retired', 'revoked'].map((each) => [
        `mimamori_device_state{${labels},state="${each}"}`,
        `${each === state ? 1 : 0}${all}`
      ])
    )
  }
}

/** The collector as Prometheus sees it: whether its pages answer, and whether it trusts its clock. */
export const collectorSeries = ({
  up,
  trusted,
  instance = 'server:8080'
}: {
  readonly up: string
  readonly trusted: string
  readonly instance?: string
}): Series => ({
  [`up{job="mimamori-collector",instance="${instance}"}`]: up,
  [`up{job="mimamori-inventory",instance="${instance}"}`]: up,
  [`mimamori_collector_clock_trusted{job="mimamori-collector",instance="${instance}"}`]: trusted
})
