import type { ConfigurationState, NotificationProblem, Receiver } from '@mimamori/contract'
import type { AlertmanagerConnection } from './alerts/reconcile.ts'

interface Known {
  /** Undefined where no Alertmanager is set. */
  readonly connection: AlertmanagerConnection | undefined
  readonly receivers: readonly Pick<Receiver, 'enabled'>[]
  readonly configuration: ConfigurationState
}

/** Why nobody would be notified of an alert; undefined where somebody would, as far as the collector can know. */
export const findNotificationProblem = ({ connection, receivers, configuration }: Known): NotificationProblem | undefined => {
  if (connection === undefined) return 'no_alertmanager'
  if (connection.unknownSinceMs !== undefined) return 'alertmanager_silent'
  if (!connection.hasWatchdog) return 'prometheus_silent'
  if (configuration === 'refused') return 'configuration_refused'
  if (receivers.length === 0) return 'no_receiver'
  return receivers.some(({ enabled }) => enabled) ? undefined : 'receivers_disabled'
}
