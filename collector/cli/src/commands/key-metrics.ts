import type { ClientStatus } from '@mimamori/contract'

const percent = (value: number | null): string | undefined => value === null ? undefined : `${value.toFixed(1)}%`

/** The newest values of a device, as a terminal shows them; undefined if unknown. */
export const formatKeyMetric = {
  cpu: ({ cpuUsage }) => percent(cpuUsage),
  memory: ({ memoryUsage }) => percent(memoryUsage),
  disk: ({ diskUsage }) => percent(diskUsage),
  temperature: ({ temperature }) => temperature === null ? undefined : `${temperature.toFixed(1)} °C`,
  errors: ({ errorsLast24h }) => String(errorsLast24h)
} satisfies Record<string, (client: ClientStatus) => string | undefined>

export const isKeyMetric = (name: string): name is keyof typeof formatKeyMetric => Object.hasOwn(formatKeyMetric, name)
