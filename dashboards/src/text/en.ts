import { ifDeviceAnswers } from '../alerts/device-answers.ts'
import type { AlertText, DeviceAlertText, Text } from './text.ts'

/** `12h 16m`, without seconds. */
const duration = '{{ $value | humanizeDuration | reReplaceAll " [0-9.]+s$" "" }}'
const whole = '{{ printf "%.0f" $value }}'
const who = '{{ $labels.device }}{{ with $labels.site }} at {{ . }}{{ end }}'

/** Nothing of an update whose release nobody has named. */
const ofRelease = '{{ with $labels.release }} of {{ . }}{{ end }}'

const ofDevice = ({ summary, now, before, next }: DeviceAlertText): AlertText => ({
  summary,
  description: `${who} {{ if $value }}${now}.{{ else }}${before} when last checked; its present state is unknown.{{ end }} ${next}`
})

export const en: Text = {
  alerts: {
    Watchdog: {
      summary: 'Alerts are delivered.',
      description: 'This alert always fires. If it stops coming, Prometheus, Alertmanager or the route to you is broken.'
    },
    CollectorDown: {
      summary: 'The collector is down: no device is watched.',
      description:
        'Prometheus has had no answer from the collector{{ with $labels.instance }} at {{ . }}{{ end }} for ten minutes. Alerts that fire stay; new ones cannot begin until it runs again. It serves the runbook too: if that does not open, read docs/runbook/CollectorDown.md in Mimamori’s directory on the server.'
    },
    CollectorClockUntrusted: {
      summary: 'The server’s clock cannot be trusted: no device is reported as silent.',
      description:
        'The clock of the collector at {{ $labels.instance }} cannot be trusted. Set it if it is wrong, then confirm it on the page or with “sudo mimamori clock confirm” on the server.'
    },
    CollectorCertificateEnds: {
      summary: 'The server’s certificate is about to expire.',
      description:
        'The certificate of the collector at {{ $labels.instance }} ' +
        `{{ if gt $value 0.0 }}expires in ${duration}.{{ else if lt $value 0.0 }}has expired: browsers and devices no longer trust it.` +
        '{{ else }}was about to expire when last checked.{{ end }} Put a new one in its place and restart the collector; devices that trust the authority need nothing.'
    },
    LogNotStored: {
      summary: 'Log lines are not being stored.',
      description:
        'The collector at {{ $labels.instance }} {{ if $value }}cannot store log lines; those that wait fill {{ $value | humanizePercentage }} of their space, and once it is full, devices keep theirs.{{ else }}could not store log lines when last checked; its present state is unknown.{{ end }} Check the server’s disk, or Loki where it is used.'
    },
    LogLinesRefused: {
      summary: 'Log lines were lost: Loki rejected them.',
      description:
        '{{ if $value }}Of the log lines that the collector at {{ $labels.instance }} took in, Loki rejected {{ $value | printf "%.0f" }} in the last hour. They are not sent again.{{ else }}Loki had rejected log lines of the collector at {{ $labels.instance }} when it was last checked; the present state is unknown.{{ end }} The collector’s log has Loki’s reason.'
    },
    DeviceDown: {
      summary: 'A device has stopped reporting without a shutdown.',
      description:
        `${who} {{ if $value }}sent its last report ${duration} ago, and no shutdown report.` +
        '{{ else }}was down when the collector last answered; its present state is unknown.{{ end }} ' +
        ifDeviceAnswers(
          'It answers, so its power and network work: look at its agent or exporter. Its page says more.',
          'Its page says whether it answers; if not, check its power and network.'
        )
    },
    DeviceSilent: {
      summary: 'A device has not reported for a long time.',
      description: `${who} {{ if $value }}has not reported for ${duration}.{{ else }}was not reporting when the collector last answered; its present state is unknown.{{ end }} Its page says what is known of the cause and what to do next.`
    },
    DeviceLate: ofDevice({
      summary: 'A device’s reports are late.',
      now: 'has missed its last reports',
      before: 'was late',
      next: 'No action is needed yet: most such devices are back soon.'
    }),
    SiteSilent: {
      summary: 'A whole site has not reported for a long time.',
      description: `{{ $labels.site }}: {{ if $value }}nearly all devices (${whole}) have not reported for longer than their limit.{{ else }}the site was not reporting when the collector last answered; its present state is unknown.{{ end }} Check the site’s power and network before any single device.`
    },
    DiskOutOfSpace: ofDevice({
      summary: 'A disk has almost no space left.',
      now: 'has {{ $value | humanizePercentage }} of {{ $labels.mountpoint }} in use',
      before: 'had almost no space left on {{ $labels.mountpoint }}',
      next: 'Free space now: soon nothing can be saved, and the device’s own programs fail.'
    }),
    DiskFull: ofDevice({
      summary: 'A disk is nearly full.',
      now: 'has {{ $value | humanizePercentage }} of {{ $labels.mountpoint }} in use',
      before: 'had {{ $labels.mountpoint }} nearly full',
      next: 'Free space before logs, updates and the device’s own programs fail.'
    }),
    DiskFillingUp: ofDevice({
      summary: 'A disk will be full within a day.',
      now: `will fill {{ $labels.mountpoint }} in ${duration} at the rate of the last six hours`,
      before: 'was filling {{ $labels.mountpoint }}',
      next: 'Find what is growing, and stop it.'
    }),
    DiskOutOfInodes: ofDevice({
      summary: 'A disk can hold almost no more files.',
      now: 'has {{ $value | humanizePercentage }} of the inodes of {{ $labels.mountpoint }} in use',
      before: 'had almost no inodes left on {{ $labels.mountpoint }}',
      next: 'Delete small files that are no longer needed: without inodes nothing new can be saved, even with space left.'
    }),
    FilesystemReadOnly: ofDevice({
      summary: 'A device can no longer write to its disk.',
      now: 'has a read-only root file system: nothing is saved',
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
      before: 'was writing too much to its card',
      next: 'Find the program that writes, or move its files to memory or to an SSD.'
    }),
    MemoryShort: ofDevice({
      summary: 'A device is short of memory.',
      now: 'has 10% of its memory left or less, or had to kill a program to get some',
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
      now: 'got less than 4.63 V several times in the last hour',
      before: 'was getting too little voltage',
      next: 'Replace its power supply or cable: low voltage crashes devices and corrupts SD cards.'
    }),
    Throttled: ofDevice({
      summary: 'A device is being slowed down by its firmware.',
      now: 'was slowed down by its firmware several times in the last hour',
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
    }),
    WatchedServiceDown: ofDevice({
      summary: 'A watched service is down.',
      now: 'reports that {{ $labels.name }} is down or keeps restarting',
      before: 'reported {{ $labels.name }} as down',
      next: 'Its log says why.'
    }),
    WatchedCheckFailing: ofDevice({
      summary: 'A watched check fails.',
      now: 'gets no good answer from {{ $labels.name }}',
      before: 'got no good answer from {{ $labels.name }}',
      next: 'See whether its service runs.'
    }),
    ErrorBurst: ofDevice({
      summary: 'A device is logging many errors.',
      now: `has logged ${whole} errors in the last hour`,
      before: 'was logging many errors',
      next: 'Its page shows the newest.'
    }),
    ItemsDropped: ofDevice({
      summary: 'A device had to discard data.',
      now: 'had to discard log lines or reports in the last hour',
      before: 'had to discard log lines or reports',
      next: 'Its spool was full, its journal was removed before it was read, or the collector did not accept them.'
    }),
    KeyRefused: ofDevice({
      summary: 'A device’s key is rejected.',
      now: 'sends a key that the collector rejects, so nothing it sends is stored',
      before: 'was sending a key that the collector rejected',
      next: 'Issue a new key for it.'
    }),
    IdentityConflict: ofDevice({
      summary: 'Two devices report with one key.',
      now: 'reports from two machines in turn: its SD card was probably copied',
      before: 'was reporting from two machines in turn',
      next: 'Its page shows both addresses. Give one of them a name of its own.'
    }),
    UpdateFailed: ofDevice({
      summary: 'An update failed.',
      now: `failed its last update${ofRelease}, or was rolled back to the previous release`,
      before: `had failed its last update${ofRelease}`,
      next: 'Its page links to the run, which shows the failed task.'
    }),
    UpdateUnreachable: ofDevice({
      summary: 'An update cannot reach a device that reports.',
      now: 'was unreachable over SSH for its last update, although it reports',
      before: 'was unreachable over SSH for its last update',
      next: 'Check its address and the SSH access.'
    }),
    VersionDrift: ofDevice({
      summary: 'A device runs another revision than most of its role.',
      now: 'runs revision {{ $labels.revision }} of {{ $labels.release }}; most devices of its role run another',
      before: 'was running revision {{ $labels.revision }} of {{ $labels.release }}',
      next: 'Update it, unless it runs this revision on purpose.'
    }),
    UpdateOverdue: ofDevice({
      summary: 'A device has missed the updates of its role.',
      now: `had its last successful update${ofRelease} ${duration} ago, more than a week before others of its role`,
      before: `had missed the updates${ofRelease} that others of its role got`,
      next: 'Update it.'
    }),
    AgentOutdated: ofDevice({
      summary: 'Agent version differs from the server’s.',
      now: 'has been running agent {{ $labels.agent_version }} for days; the server has another version for it',
      before: 'was running agent {{ $labels.agent_version }}',
      next: 'Update its agent.'
    })
  }
}
