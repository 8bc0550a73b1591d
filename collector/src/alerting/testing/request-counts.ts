/** How often Alertmanager tried to send a message, how often that failed, and how many messages it gave up. */
export interface RequestCounts {
  readonly attempts: number
  readonly failures: number
  readonly givenUp: number
}

/** What an integration is called in Alertmanager's metrics. */
export interface CountedIntegration {
  readonly integration: string
  /** Alertmanager's receivers: counted by themselves where Alertmanager runs with `--enable-feature=receiver-name-in-metrics`, else with all of the integration. */
  readonly receivers: readonly string[]
}

const sampleLine = /^alertmanager_notification(?<name>_requests_total|_requests_failed_total|s_failed_total)\{(?<labels>[^}]*)\} (?<value>\S+)$/gm
const counted = { _requests_total: 'attempts', _requests_failed_total: 'failures', s_failed_total: 'givenUp' } as const

const labelOf = (labels: string, name: string): string | undefined => new RegExp(`(?:^|,)${name}="([^"]*)"`).exec(labels)?.[1]

/** Reads them out of Alertmanager's metrics. */
export const requestCounts = (metrics: string, { integration, receivers }: CountedIntegration): RequestCounts => {
  const counts = { attempts: 0, failures: 0, givenUp: 0 }
  for (const { groups } of metrics.matchAll(sampleLine)) {
    const { name, labels = '', value } = groups!
    const receiver = labelOf(labels, 'receiver_name')
    if (labelOf(labels, 'integration') !== integration || (receiver !== undefined && !receivers.includes(receiver))) continue
    counts[counted[name as keyof typeof counted]] += Number(value)
  }
  return counts
}
