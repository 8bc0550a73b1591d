import type { Text } from './text.ts'

export const en: Text = {
  alerts: {
    DeviceSilent: {
      summary: 'A device has not reported for a long time.',
      description: '{{ $labels.device }}{{ with $labels.site }} at {{ . }}{{ end }} {{ if $value }}has not reported for {{ $value | humanizeDuration | reReplaceAll " [0-9.]+s$" "" }}.{{ else }}was not reporting when the collector last answered; its present state is unknown.{{ end }} Its page says what is known of the cause and what to do next.'
    },
    CollectorDown: {
      summary: 'The collector is down: no device is watched.',
      description: 'Prometheus has had no answer from the collector{{ with $labels.instance }} at {{ . }}{{ end }} for ten minutes. Alerts that fire stay; new ones cannot begin until it runs again. It serves the runbook too: if that does not open, read docs/runbook/CollectorDown.md in Mimamori’s directory on the server.'
    },
    CollectorClockUntrusted: {
      summary: 'The server’s clock cannot be trusted: no device will be called silent.',
      description: 'The collector at {{ $labels.instance }} cannot tell whether its clock is right. Set the clock if it is wrong, then confirm it on the page or with “mimamori clock confirm”.'
    },
    Watchdog: {
      summary: 'Alerts are delivered.',
      description: 'This alert always fires. If it stops coming, Prometheus, Alertmanager or the route to you is broken.'
    }
  }
}
