import type { Receiver } from '@mimamori/contract'
import { formatAddress } from '@mimamori/program/listen-address'
import type { TestFinding } from '../../text/receiver-test-text.ts'
import type { NotificationSettings } from '../receivers/receivers.ts'
import { mailFailureCause, webFailureCause } from './failure-cause.ts'

/** Where the message goes, without what is secret of it. */
export const addressOf = ({ channel }: Receiver, { relay }: NotificationSettings): string => {
  if (channel.type === 'email') return formatAddress(relay ?? { host: '?', port: 25 })
  return new URL(channel.type === 'ntfy' ? channel.server : channel.url).origin
}

/** What is found of a message that Alertmanager could not send itself. `said`: its reason, without secrets; empty where that is not known. */
export const failedFinding = (receiver: Receiver, settings: NotificationSettings, said: string): TestFinding => {
  const at = addressOf(receiver, settings)
  return receiver.channel.type === 'email' ? { kind: 'mailNotTaken', at, said, cause: mailFailureCause(said) } : { kind: 'notTaken', at, said, cause: webFailureCause(said) }
}
