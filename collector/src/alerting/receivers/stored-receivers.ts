import { mailRelay, receiver, type MailRelay, type Receiver } from '@mimamori/contract'
import { inTurns } from '../../storage/in-turn.ts'
import { readJson } from '../../storage/read-json.ts'
import type { Statement, Storage } from '../../storage/storage.ts'
import { changeReceiver } from './change-receiver.ts'
import { DuplicateReceiverError, LinkLocalAddressError, MailRelayRequiredError, UnknownReceiverError, type AppliedConfiguration, type NotificationSettings, type Receivers } from './receivers.ts'

interface Options {
  readonly storage: Storage
  /** Makes Alertmanager's configuration from them, or throws where it cannot. */
  readonly apply: (wanted: NotificationSettings) => Promise<AppliedConfiguration>
  /** Whether messages to this host would go to a link-local address. */
  readonly leadsToLinkLocal: (hostname: string) => Promise<boolean>
  /** Called with what cannot be read, such as after a disk error; it is left out. */
  readonly onUnreadable: (name: string) => void
}

const load = async (storage: Storage, onUnreadable: (name: string) => void): Promise<NotificationSettings> => {
  const rows = await storage.query<{ name: string, definition: string }>('receivers.all', {})
  const [relay] = await storage.query<{ definition: string }>('receivers.relay', {})
  return {
    receivers: rows.flatMap(({ name, definition }) => readJson(definition, receiver, () => { onUnreadable(name) }) ?? []),
    relay: relay && readJson(relay.definition, mailRelay, () => { onUnreadable('relay') })
  }
}

const byName = (a: Receiver, b: Receiver): number => a.name < b.name ? -1 : 1

const requireRelay = ({ receivers, relay }: NotificationSettings): void => {
  const name = relay ? undefined : receivers.find(({ channel }) => channel.type === 'email')?.name
  if (name !== undefined) throw new MailRelayRequiredError(`${name} is notified by e-mail, which needs a mail relay: set it first`)
}

/** Receivers in the embedded database, read whole at the start. */
export const openReceivers = async ({ storage, apply, leadsToLinkLocal, onUnreadable }: Options): Promise<Receivers> => {
  let current = await load(storage, onUnreadable)
  let configuration: AppliedConfiguration['state'] = 'by_hand'
  /** Each change builds on the one before. */
  const inTurn = inTurns()

  const known = (name: string): Receiver => {
    const found = current.receivers.find((each) => each.name === name)
    if (!found) throw new UnknownReceiverError(`there is no receiver named ${name}`)
    return found
  }
  /** The configuration is made first: what Alertmanager would not take is not kept. */
  const replace = async (wanted: NotificationSettings, ...statements: readonly Statement[]): Promise<void> => {
    requireRelay(wanted)
    const applied = await apply(wanted)
    try {
      await storage.commit(statements)
    } catch (error) {
      await applied.undo()
      throw error
    }
    current = wanted
    configuration = applied.state
    await applied.settle()
  }
  const requireAllowed = async (path: string, hostname: string): Promise<void> => {
    if (await leadsToLinkLocal(hostname)) throw new LinkLocalAddressError(path)
  }
  const put = async (wanted: Receiver): Promise<Receiver> => {
    const { channel } = wanted
    if (channel.type === 'ntfy') await requireAllowed('/channel/server', new URL(channel.server).hostname)
    else if (channel.type !== 'email') await requireAllowed('/channel/url', new URL(channel.url).hostname)
    const receivers = [...current.receivers.filter(({ name }) => name !== wanted.name), wanted].sort(byName)
    await replace({ ...current, receivers }, { name: 'receivers.put', parameters: { name: wanted.name, definition: JSON.stringify(wanted) } })
    return wanted
  }

  return {
    current: () => current,
    configuration: () => configuration,
    get: known,
    add: (wanted) => inTurn(async () => {
      if (current.receivers.some(({ name }) => name === wanted.name)) throw new DuplicateReceiverError(`there is a receiver named ${wanted.name} already`)
      return put(wanted)
    }),
    change: (name, change) => inTurn(async () => put(changeReceiver(known(name), change))),
    remove: (name) => inTurn(async () => {
      known(name)
      await replace({ ...current, receivers: current.receivers.filter((each) => each.name !== name) }, { name: 'receivers.delete', parameters: { name } })
    }),
    setRelay: (relay: MailRelay | undefined) => inTurn(async () => {
      if (relay) await requireAllowed('/host', relay.host)
      await replace({ ...current, relay }, relay ? { name: 'receivers.putRelay', parameters: { definition: JSON.stringify(relay) } } : { name: 'receivers.deleteRelay', parameters: {} }, { name: 'receivers.forgetProblemsOfMail', parameters: {} })
    }),
    noteProblem: (noted, problem) => inTurn(async () => {
      if (current.receivers.includes(noted)) await storage.commit([{ name: 'receivers.noteProblem', parameters: { name: noted.name, problem: problem ?? null } }])
    }),
    apply: () => inTurn(async () => {
      try {
        const applied = await apply(current)
        configuration = applied.state
        await applied.settle()
      } catch (error) {
        configuration = 'refused'
        throw error
      }
    })
  }
}
