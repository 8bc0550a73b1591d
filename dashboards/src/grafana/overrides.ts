import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard'

/** For an override: a series that always has the same meaning has always the same colour. */
export const fixedColor = (color: string): DynamicConfigValue[] => [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }]

/** For an override: what a label's value is called in the reader's language. */
export const renamed = (title: string): DynamicConfigValue[] => [{ id: 'displayName', value: title }]
