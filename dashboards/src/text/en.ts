import type { Text } from './text.ts'

export const en: Text = {
  alerts: {
    DeviceSilent: {
      summary: 'A device has not been heard for too long.',
      description: '{{ $labels.device }}{{ with $labels.site }} at {{ . }}{{ end }} {{ if $value }}has not been heard for {{ $value | humanizeDuration }}.{{ else }}was silent when last known; the collector cannot say more at the moment.{{ end }} Its page says why, as far as is known, and what to do next.'
    },
    CollectorDown: {
      summary: 'The collector cannot be reached: no device is watched.',
      description: 'Prometheus has had no answer from the collector{{ with $labels.instance }} at {{ . }}{{ end }} for ten minutes. Alerts that fire stay; new ones cannot begin until it runs again. It serves the runbook too: if that does not open, read docs/runbook/CollectorDown.md in Mimamori’s directory on the server.'
    },
    CollectorClockUntrusted: {
      summary: 'The server’s clock cannot be trusted: no device will be called silent.',
      description: 'The collector at {{ $labels.instance }} does not know whether its clock is right. Set the clock if it is wrong, then confirm it on the page or with “mimamori clock confirm”.'
    },
    Watchdog: {
      summary: 'The alerts arrive.',
      description: 'This alert always fires. If it stops coming, Prometheus, Alertmanager or the way between them and you is broken.'
    }
  }
}
