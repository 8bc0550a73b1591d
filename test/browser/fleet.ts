import type { Deps } from '../../collector/src/deps.ts'

const sites = ['east', 'west', '第二工場'] as const
const roles = ['kiosk', 'signage', 'sensor'] as const
const minuteMs = 60_000

/** What becomes of the first devices of a fleet; all that follow are well. */
export const stories = ['silent', 'late', 'shutdown', 'hot', 'full', 'clock', 'pending', 'paused', 'retired'] as const
export type Story = typeof stories[number]

const pad = (index: number): string => String(index + 1).padStart(3, '0')

/** Ids are `pi-silent-001`, `pi-late-002` … and then `pi-well-010` and on. */
export const deviceId = (index: number, shownStories: readonly Story[] = stories): string =>
  `pi-${shownStories[index] ?? 'well'}-${pad(index)}`

/** The device that this became of. */
export const idOf = (story: Story): string => deviceId(stories.indexOf(story))

const exposition = (index: number, story: Story | undefined): string => `mimamori_board_info{model="Raspberry Pi 4 Model B Rev 1.4"} 1
mimamori_release_info{release="kiosk",revision="4f2a91c07d3b${pad(index)}"} 1
node_os_info{pretty_name="Debian GNU/Linux 13 (trixie)"} 1
node_uname_info{release="6.12.47+rpt-rpi-v8"} 1
mimamori_throttling_active{condition="undervoltage"} 0
mimamori_throttling_active{condition="throttled"} ${story === 'hot' ? 1 : 0}
node_load1 0.4${index % 10}
node_load5 0.38
node_load15 0.31
node_memory_MemTotal_bytes 3.978e+09
node_memory_MemAvailable_bytes 2.914e+09
node_filesystem_size_bytes{device="/dev/mmcblk0p2",fstype="ext4",mountpoint="/"} 3.1e+10
node_filesystem_avail_bytes{device="/dev/mmcblk0p2",fstype="ext4",mountpoint="/"} 2.2e+10
`

/**
 * Puts devices into a running collector's own stores, with a past that no test could wait for. Leaves out the wire: how a
 * device's messages come in has tests of its own.
 */
export const settle = async (
  deps: Deps,
  { devices, shownStories = stories }: { devices: number, shownStories?: readonly Story[] }
): Promise<void> => {
  const { registry, connections } = deps
  const nowMs = Date.now()
  await registry.importDevices(
    Array.from({ length: devices }, (_, index) => ({
      id: deviceId(index, shownStories),
      site: sites[index % sites.length]!,
      role: roles[index % roles.length]!,
      // Refuses at once on any machine: nothing leaves this one.
      address: `127.7.0.${(index % 250) + 1}`,
      key: `key-of-the-device-${pad(index)}-0123456789abcdefghijklmnopqrstuvwxyz-${(index * 7919).toString(36)}`,
      // A device that is late must not be down before a slow machine has looked at it.
      downAfterSeconds: 3600,
      // A device that was seen elsewhere is active from the start.
      ...(shownStories[index] !== 'pending' && { lastSeenMs: nowMs }),
      enrolledAtMs: nowMs - (shownStories[index] === 'pending' ? 20 : 90 * 24 * 60) * minuteMs,
      ...(index % 5 === 0 && { name: `受付キオスク ${index + 1}` })
    }))
  )
  for (let index = 0; index < devices; index += 1) {
    const story = shownStories[index]
    if (story !== 'pending') report(deps, { id: deviceId(index, shownStories), index, story, nowMs })
  }
  for (const [index, story] of shownStories.entries()) {
    if (index >= devices) break
    if (story === 'paused') {
      await registry.pause(deviceId(index, shownStories), { reason: '棚卸し', untilMs: nowMs + 2 * 24 * 60 * minuteMs })
    }
    if (story === 'retired') await registry.retire(deviceId(index, shownStories))
  }
  await connections.flush()
}

const report = (
  { connections, keyMetrics, live, registry, clock }: Deps,
  { id, index, story, nowMs }: { id: string, index: number, story: Story | undefined, nowMs: number }
): void => {
  registry.markSeen(id)
  const atMs = nowMs - ({ silent: 15 * 60, late: 9, shutdown: 40 } as Partial<Record<Story, number>>)[story ?? 'hot']! * minuteMs
  const seenMs = Number.isNaN(atMs) ? nowMs - (index % 50) * 1000 : atMs
  connections.seen({
    deviceId: id,
    atMs: seenMs,
    hostname: id,
    address: `127.7.0.${(index % 250) + 1}`,
    envelope: {
      clientId: undefined,
      stream: '0123456789abcdef',
      kind: 'report',
      sequence: 1,
      boot: 'fedcba9876543210',
      bootStartedMs: undefined,
      attemptBoot: 'fedcba9876543210',
      attemptMonotonicMs: 4 * 86_400_000,
      attemptWallMs: seenMs + (story === 'clock' ? 47 * minuteMs : 120),
      clockSynchronised: story !== 'clock',
      spoolOldestAgeMs: undefined,
      dropped: undefined,
      agentVersion: '0.1.0',
      contentVersion: undefined,
      shutdownReason: story === 'shutdown' ? 'poweroff' : undefined
    }
  })
  live.put({ deviceId: id, key: 'report' }, Buffer.from(exposition(index, story)), { expiresAtMs: clock.monotonicMs() + 3_600_000 })
  for (let minute = 240; minute >= 0; minute -= 1) {
    // A pause of the power in the middle, so that a chart has a gap to draw.
    if (minute > 100 && minute < 130) continue
    keyMetrics.record(id, {
      atMs: seenMs - minute * minuteMs,
      cpuUsageRatio: 0.22 + 0.15 * Math.sin(minute / 11 + index) + 0.05 * Math.sin(minute),
      memoryUsageRatio: 0.41 + 0.04 * Math.sin(minute / 40 + index),
      diskUsageRatio: story === 'full' ? 0.967 : 0.31 + (index % 7) / 50,
      temperatureCelsius: (story === 'hot' ? 82.4 : 52) + 2 * Math.sin(minute / 17 + index)
    })
    if (index > 40) break
  }
}
