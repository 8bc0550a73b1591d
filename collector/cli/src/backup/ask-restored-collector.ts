import type { CollectorClient } from '../collector-client.ts'
import type { Compared } from './compare.ts'
import type { Kind } from './fingerprints.ts'
import type { Manifest } from './manifest.ts'

type Answer = Readonly<Record<string, unknown>>

/** The items of a list, page after page. */
const listAll = async ({ ask }: CollectorClient, path: string, name: string): Promise<readonly unknown[]> => {
  const items: unknown[] = []
  for (let next: string | undefined = path; next !== undefined;) {
    const { nextCursor, [name]: page }: Answer = await ask<Answer>('GET', next)
    items.push(...page as readonly unknown[])
    next = nextCursor === undefined ? undefined : `${path}&cursor=${nextCursor as string}`
  }
  return items
}

/** The lists of the API that show all of a kind. */
const lists = {
  devices: ['/api/clients', 'clients'],
  users: ['/api/users', 'users'],
  tokens: ['/api/tokens', 'tokens'],
  runs: ['/api/updates?limit=200', 'runs'],
  alerts: ['/api/alerts?limit=200', 'alerts'],
  receivers: ['/api/receivers', 'receivers']
} as const satisfies Partial<Record<Kind, readonly [path: string, name: string]>>

/** Counts the items that a collector on restored data shows, against those that the backup says it has. */
export const askRestoredCollector = async (client: CollectorClient, { kinds }: Pick<Manifest, 'kinds'>): Promise<readonly Compared[]> => {
  const compared: Compared[] = []
  for (const [name, [path, items]] of Object.entries(lists)) {
    const kind = name as keyof typeof lists
    const expected = kinds[kind]?.count
    if (expected === undefined) continue
    const found = (await listAll(client, path, items)).length
    compared.push({ kind, expected, found, isEqual: found === expected })
  }
  return compared
}
