import type { AlertText, Text } from './text.ts'

/** `12h 16m`, without seconds. */
const duration = '{{ $value | humanizeDuration | reReplaceAll " [0-9.]+s$" "" }}'
const whole = '{{ printf "%.0f" $value }}'
const who = '{{ $labels.device }}{{ with $labels.site }} at {{ . }}{{ end }}'

interface DeviceText {
  readonly summary: string
  /** What follows the device's name: what is so now. */
  readonly now: string
  /** The same, of a device that can no longer be seen: its value is then 0. */
  readonly before: string
  /** What to do next. */
  readonly next: string
}

const ofDevice = ({ summary, now, before, next }: DeviceText): AlertText => ({
  summary,
  description: `${who} {{ if $value }}${now}.{{ else }}${before} when it last reported; its present state is unknown.{{ end }} ${next}`
})

export const en: Text = {
  alerts: {
    Watchdog: {
      summary: 'Alerts are delivered.',
      description: 'This alert always fires. If it stops coming, Prometheus, Alertmanager or the route to you is broken.'
    },
    CollectorDown: {
      summary: 'The collector is down: no device is watched.',
      description: 'Prometheus has had no answer from the collector{{ with $labels.instance }} at {{ . }}{{ end }} for ten minutes. Alerts that fire stay; new ones cannot begin until it runs again. It serves the runbook too: if that does not open, read docs/runbook/CollectorDown.md in Mimamori’s directory on the server.'
    },
    CollectorClockUntrusted: {
      summary: 'The server’s clock cannot be trusted: no device will be called silent.',
      description: 'The collector at {{ $labels.instance }} cannot tell whether its clock is right. Set the clock if it is wrong, then confirm it on the page or with “mimamori clock confirm”.'
    },
    DeviceSilent: {
      summary: 'A device has not reported for a long time.',
      description: `${who} {{ if $value }}has not reported for ${duration}.{{ else }}was not reporting when the collector last answered; its present state is unknown.{{ end }} Its page says what is known of the cause and what to do next.`
    },
    DiskFull: ofDevice({
      summary: 'A disk is nearly full.',
      now: 'has {{ $value | humanizePercentage }} of {{ $labels.mountpoint }} in use',
      before: 'had {{ $labels.mountpoint }} nearly full',
      next: 'Free space before logs, updates and the device’s own programs fail.'
    }),
    DiskFillingUp: ofDevice({
      summary: 'A disk will be full within a day.',
      now: `will have {{ $labels.mountpoint }} full in ${duration} if it goes on as in the last six hours`,
      before: 'was filling {{ $labels.mountpoint }}',
      next: 'Find what is growing, and stop it.'
    }),
    FilesystemReadOnly: ofDevice({
      summary: 'A device can no longer write to its disk.',
      now: 'has a read-only root file system: nothing is saved any more',
      before: 'had a read-only root file system',
      next: 'Its SD card is probably failing: prepare a new one.'
    }),
    FilesystemErrors: ofDevice({
      summary: 'A file system has errors.',
      now: 'reports errors in a file system',
      before: 'had errors in a file system',
      next: 'Save what exists only on this device, then check its card or disk.'
    }),
    WriteWear: ofDevice({
      summary: 'A device writes so much that its SD card will wear out early.',
      now: 'writes {{ $value | humanize }}B a day to its card',
      before: 'was writing very much to its card',
      next: 'Find the program that writes, or move its files to memory or to an SSD.'
    }),
    MemoryShort: ofDevice({
      summary: 'A device is short of memory.',
      now: 'has less than 10% of its memory left, or had to kill a program to get some',
      before: 'was short of memory',
      next: 'Find the program that grows.'
    }),
    TooHot: ofDevice({
      summary: 'A device is too hot.',
      now: `is at ${whole} °C and slows itself down`,
      before: 'was too hot',
      next: 'Check its fan, its case and where it is mounted.'
    }),
    Undervoltage: ofDevice({
      summary: 'A device’s power supply is too weak.',
      now: 'got less than 4.63 V again and again in the last hour',
      before: 'was getting too little voltage',
      next: 'Replace its power supply or cable: low voltage crashes devices and corrupts SD cards.'
    }),
    Throttled: ofDevice({
      summary: 'A device is being slowed down by its firmware.',
      now: 'was slowed down by its firmware again and again in the last hour',
      before: 'was being slowed down by its firmware',
      next: 'Heat or a weak power supply is the usual cause.'
    }),
    ClockWrong: ofDevice({
      summary: 'A device’s clock is wrong.',
      now: 'has a clock that differs from the server’s by {{ $value | humanizeDuration }}',
      before: 'had a wrong clock',
      next: 'Check that it can reach its time server.'
    }),
    Rebooting: ofDevice({
      summary: 'A device keeps restarting.',
      now: `has restarted ${whole} times within six hours`,
      before: 'kept restarting',
      next: 'Power, heat and the hardware watchdog are the usual causes.'
    })
  }
}
