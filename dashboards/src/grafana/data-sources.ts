import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common'

/** Every panel uses the data source that is selected at the top of the dashboard. */
export const prometheus: DataSourceRef = { type: 'prometheus', uid: '${prometheus}' }
export const loki: DataSourceRef = { type: 'loki', uid: '${loki}' }

/** Grafana's own store, which has the annotations of people and of the update runner. */
export const grafana: DataSourceRef = { type: 'grafana', uid: '-- Grafana --' }

/** The names of our data sources in provisioning; fixed, since rules and links may name them. */
export const provisionedUids = { prometheus: 'mimamori-prometheus', loki: 'mimamori-loki', alertmanager: 'mimamori-alertmanager' } as const
