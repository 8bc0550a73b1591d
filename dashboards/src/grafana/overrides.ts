import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard'

/** An override that gives a series a fixed colour. */
export const fixedColor = (color: string): DynamicConfigValue[] => [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }]

/** An override that names a label's value in the reader's language. */
export const renamed = (title: string): DynamicConfigValue[] => [{ id: 'displayName', value: title }]
