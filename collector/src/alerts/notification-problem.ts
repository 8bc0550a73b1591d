import type { ConfigurationState, NotificationProblem, Receiver } from '@mimamori/contract'
import { defaultRepeatSeconds } from '@mimamori/contract/alert-delays'
import type { AlertmanagerConnection } from './lifecycle/reconcile.ts'
import type { LastMessage } from './receivers/receivers.ts'

interface Messages {
  readonly receivers: readonly Pick<Receiver, 'name' | 'enabled'>[]
  /** By the receiver's name. */
  readonly lastMessages: ReadonlyMap<string, LastMessage>
}

interface Known extends Messages {
  /** Undefined if no Alertmanager is set. */
  readonly connection: AlertmanagerConnection | undefined
  readonly configuration: ConfigurationState
  /** Prometheus and Alertmanager may be starting, too: it is not known yet whether they do. */
  readonly isStarting: boolean
}

const latelyMs = 2 * defaultRepeatSeconds * 1000

/** The names of the enabled receivers to which the last message was not delivered. */
export const undeliveredReceivers = ({ receivers, lastMessages }: Messages): readonly string[] =>
  receivers.filter(({ name, enabled }) => enabled && lastMessages.get(name)?.problem !== undefined).map(({ name }) => name)

/**
 * Whether a message failed, and no enabled receiver has taken one since, or within two repeat intervals before. A receiver without one for
 * longer proves nothing.
 */
const isNoneDelivered = ({ receivers, lastMessages }: Messages): boolean => {
  const last = receivers.flatMap(({ name, enabled }) => (enabled ? lastMessages.get(name) : undefined) ?? [])
  const failedMs = Math.max(...last.filter(({ problem }) => problem !== undefined).map(({ atMs }) => atMs))
  return failedMs > -Infinity && !last.some(({ atMs, problem }) => problem === undefined && atMs > failedMs - latelyMs)
}

/** The reason why nobody would be notified of an alert; undefined if somebody would, as far as the collector can know. */
export const findNotificationProblem = ({ connection, configuration, isStarting, ...messages }: Known): NotificationProblem | undefined => {
  const { receivers } = messages
  if (connection === undefined) return 'no_alertmanager'
  if (isStarting) return 'starting'
  if (connection.unknownSinceMs !== undefined) return 'alertmanager_silent'
  if (!connection.hasWatchdog) return 'prometheus_silent'
  if (configuration === 'refused') return 'configuration_refused'
  if (receivers.length === 0) return 'no_receiver'
  if (!receivers.some(({ enabled }) => enabled)) return 'receivers_disabled'
  return isNoneDelivered(messages) ? 'not_delivered' : undefined
}
