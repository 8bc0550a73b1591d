/** How often Alertmanager tried to notify, and failed. */
export interface RequestCounts {
  readonly attempts: number
  readonly failures: number
}

/** What an integration is called in Alertmanager's metrics. */
export interface CountedIntegration {
  readonly integration: string
  /** Alertmanager's receiver: counted by itself where Alertmanager runs with `--enable-feature=receiver-name-in-metrics`, else with all of its kind. */
  readonly receiver: string
}

const sampleLine = /^alertmanager_notification_requests(?<failed>_failed)?_total\{(?<labels>[^}]*)\} (?<value>\S+)$/gm

const labelOf = (labels: string, name: string): string | undefined => new RegExp(`(?:^|,)${name}="([^"]*)"`).exec(labels)?.[1]

/** Reads them out of Alertmanager's metrics. */
export const requestCounts = (metrics: string, { integration, receiver }: CountedIntegration): RequestCounts => {
  const counts = { attempts: 0, failures: 0 }
  for (const { groups } of metrics.matchAll(sampleLine)) {
    const { failed, labels = '', value } = groups!
    if (labelOf(labels, 'integration') !== integration || (labelOf(labels, 'receiver_name') ?? receiver) !== receiver) continue
    counts[failed === undefined ? 'attempts' : 'failures'] += Number(value)
  }
  return counts
}
