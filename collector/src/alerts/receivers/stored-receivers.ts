import type { Receiver } from '@mimamori/contract'
import { inTurns } from '@mimamori/program/in-turns'
import type { Author } from '../../platform/audit/author.ts'
import { toFailure } from '../../platform/storage/failure.ts'
import type { Statement, Storage } from '../../platform/storage/storage.ts'
import { changeReceiver } from './change-receiver.ts'
import { loadReceivers } from './load-receivers.ts'
import { recordReceiver, recordRelay } from './record-receiver.ts'
import {
  DuplicateReceiverError,
  LinkLocalAddressError,
  MailRelayRequiredError,
  UnknownReceiverError,
  type AppliedConfiguration,
  type NotificationSettings,
  type Receivers
} from './receivers.ts'

interface Options {
  readonly storage: Storage
  /** Makes Alertmanager's configuration from them, or throws if it cannot. */
  readonly apply: (wanted: NotificationSettings) => Promise<AppliedConfiguration>
  /** Whether messages to this host would go to a link-local address. */
  readonly leadsToLinkLocal: (hostname: string) => Promise<boolean>
  /** Called with the name of a receiver that cannot be read, such as after a disk error; it is left out. */
  readonly onUnreadable: (name: string) => void
}

const byName = (a: Receiver, b: Receiver): number => a.name < b.name ? -1 : 1

const requireRelay = ({ receivers, relay }: NotificationSettings): void => {
  const name = relay ? undefined : receivers.find(({ channel }) => channel.type === 'email')?.name
  if (name !== undefined) throw new MailRelayRequiredError(`${name} is notified by e-mail, which needs a mail relay: set it first`)
}

/** Receivers in the embedded database, read whole at the start. */
export const openReceivers = async ({ storage, apply, leadsToLinkLocal, onUnreadable }: Options): Promise<Receivers> => {
  let { settings: current, lastMessages } = await loadReceivers(storage, onUnreadable)
  let configuration: AppliedConfiguration['state'] = 'by_hand'
  /** Each change builds on the one before. */
  const inTurn = inTurns()

  const known = (name: string): Receiver => {
    const found = current.receivers.find((each) => each.name === name)
    if (!found) throw new UnknownReceiverError(`there is no receiver named ${name}`)
    return found
  }
  /** The configuration is made first: a change that Alertmanager would not take is not stored. */
  const replace = async (wanted: NotificationSettings, ...statements: readonly Statement[]): Promise<void> => {
    requireRelay(wanted)
    const applied = await apply(wanted)
    try {
      await storage.commit(statements)
    } catch (error) {
      // If the disk is full, the one before cannot be written either, and is applied again.
      await applied.undo().catch(() => { configuration = 'waiting' })
      throw error
    }
    const isAsBefore = (receiver: Receiver): boolean =>
      current.receivers.includes(receiver) && (receiver.channel.type !== 'email' || wanted.relay === current.relay)
    lastMessages = new Map(wanted.receivers.flatMap((receiver) => {
      const message = lastMessages.get(receiver.name)
      return message && (message.problem !== undefined || isAsBefore(receiver)) ? [[receiver.name, message] as const] : []
    }))
    current = wanted
    configuration = applied.state
    await applied.settle()
  }
  const requireAllowed = async (path: string, hostname: string): Promise<void> => {
    if (await leadsToLinkLocal(hostname)) throw new LinkLocalAddressError(path)
  }
  const put = async (wanted: Receiver, before: Receiver | undefined, by: Author | undefined): Promise<Receiver> => {
    const { channel } = wanted
    if ('server' in channel) await requireAllowed('/channel/server', new URL(channel.server).hostname)
    else if ('url' in channel) await requireAllowed('/channel/url', new URL(channel.url).hostname)
    const receivers = [...current.receivers.filter(({ name }) => name !== wanted.name), wanted].sort(byName)
    await replace(
      { ...current, receivers },
      { name: 'receivers.put', parameters: { name: wanted.name, definition: JSON.stringify(wanted) } },
      ...recordReceiver(by, before, wanted)
    )
    return wanted
  }

  return {
    current: () => current,
    configuration: () => configuration,
    get: known,
    add: (wanted, by) => inTurn(async () => {
      if (current.receivers.some(({ name }) => name === wanted.name)) {
        throw new DuplicateReceiverError(`there is a receiver named ${wanted.name} already`)
      }
      return put(wanted, undefined, by)
    }),
    change: (name, change, by) => inTurn(async () => {
      const before = known(name)
      return put(changeReceiver(before, change), before, by)
    }),
    remove: (name, by) => inTurn(async () => {
      const before = known(name)
      await replace(
        { ...current, receivers: current.receivers.filter((each) => each.name !== name) },
        { name: 'receivers.delete', parameters: { name } },
        ...recordReceiver(by, before, undefined)
      )
    }),
    setRelay: (relay, by) => inTurn(async () => {
      if (relay) await requireAllowed('/host', relay.host)
      await replace(
        { ...current, relay },
        relay
          ? { name: 'receivers.putRelay', parameters: { definition: JSON.stringify(relay) } }
          : { name: 'receivers.deleteRelay', parameters: {} },
        { name: 'receivers.forgetDeliveredMail', parameters: {} },
        ...recordRelay(by, current.relay, relay)
      )
    }),
    lastMessages: () => lastMessages,
    recordMessage: (receiver, message) => inTurn(async () => {
      if (!current.receivers.some(({ name }) => name === receiver.name)) return
      const { atMs, problem } = message
      await storage.commit([
        { name: 'receivers.recordMessage', parameters: { name: receiver.name, atMs, problem: problem ? JSON.stringify(problem) : null } }
      ])
      lastMessages = new Map([...lastMessages, [receiver.name, message]])
    }),
    clampTimes: (nowMs) => inTurn(async () => {
      if (![...lastMessages.values()].some(({ atMs }) => atMs > nowMs)) return
      await storage.commit([{ name: 'receivers.clampMessages', parameters: { now: nowMs } }])
      lastMessages = new Map([...lastMessages].map(([name, { atMs, problem }]) => [name, { atMs: Math.min(atMs, nowMs), problem }]))
    }),
    apply: () => inTurn(async () => {
      try {
        const applied = await apply(current)
        configuration = applied.state
        await applied.settle()
      } catch (error) {
        configuration = toFailure(error).trouble === undefined ? 'refused' : 'waiting'
        throw error
      }
    })
  }
}
