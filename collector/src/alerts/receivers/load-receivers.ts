import { z } from 'zod'
import { languages, mailRelay, receiver } from '@mimamori/contract'
import { readJson } from '../../platform/storage/read-json.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import type { LastMessage, NotificationSettings } from './receivers.ts'

type ReceiverRow = Readonly<{ name: string, definition: string, last_message_ms: number | null, last_problem: string | null }>

const messages = z.record(z.enum(languages), z.string())

const toLastMessage = ({ last_message_ms: atMs, last_problem: text }: ReceiverRow): LastMessage | undefined => {
  const problem = text === null ? undefined : readJson(text, messages)
  // A problem that cannot be read is no delivery.
  return atMs === null || (text !== null && problem === undefined) ? undefined : { atMs, problem }
}

/**
 * Reads all that is stored about receivers. `onUnreadable` is called with the name of each that cannot be read, which is left out. @throws
 * what the storage throws
 */
export const loadReceivers = async (
  storage: Pick<Storage, 'query'>,
  onUnreadable: (name: string) => void
): Promise<{ readonly settings: NotificationSettings, readonly lastMessages: ReadonlyMap<string, LastMessage> }> => {
  const rows = await storage.query<ReceiverRow>('receivers.all', {})
  const [relay] = await storage.query<{ definition: string }>('receivers.relay', {})
  return {
    settings: {
      receivers: rows.flatMap(
        ({ name, definition }) =>
          readJson(definition, receiver, () => {
            onUnreadable(name)
          }) ?? []
      ),
      relay:
        relay &&
        readJson(relay.definition, mailRelay, () => {
          onUnreadable('relay')
        })
    },
    lastMessages: new Map(
      rows.flatMap((row) => {
        const message = toLastMessage(row)
        return message ? [[row.name, message] as const] : []
      })
    )
  }
}
