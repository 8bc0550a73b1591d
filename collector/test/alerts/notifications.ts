import { alertNotification, type AlertNotification } from '@mimamori/contract'

const labels = { alertname: 'DeviceSilent', severity: 'critical', site: 'north' }

export const alertOf = (device: string, status: 'firing' | 'resolved' = 'firing', description = `${device} has not reported for 13h.`) => ({
  status,
  labels: { ...labels, device },
  annotations: {
    summary: 'A device has not reported for a long time.',
    description,
    summary_ja: '長い間、報告のない端末があります。',
    description_ja: `${device}から 13 時間、報告がありません。`,
    dashboard_url: `http://192.168.10.2:8080/admin/devices/${device}`,
    runbook_url: 'http://192.168.10.2:8080/admin/runbook/DeviceSilent'
  },
  startsAt: '2026-11-28T05:00:00Z', endsAt: '0001-01-01T00:00:00Z', generatorURL: '', fingerprint: '9d3bf1a8b51a9c06'
})

/** As Alertmanager sends it (golden in its documentation of webhooks). */
export const notificationOf = (alerts: readonly ReturnType<typeof alertOf>[], change: object = {}): AlertNotification =>
  alertNotification.parse({
    version: '4',
    groupKey: '{}:{alertname="DeviceSilent"}',
    truncatedAlerts: 0,
    receiver: 'x',
    externalURL: 'http://127.0.0.1:9293',
    status: alerts.some(({ status }) => status === 'firing') ? 'firing' : 'resolved',
    groupLabels: {},
    commonLabels: { ...labels, ...(alerts.length === 1 && { device: alerts[0]!.labels.device }) },
    commonAnnotations: {},
    alerts,
    ...change
  })
