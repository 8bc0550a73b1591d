import { updateEnd, updateHosts, updateQueue, updateStart, type HostItem, type UpdateHosts, type UpdateQueue } from '@mimamori/contract'
import { onTestFinished } from 'vitest'
import { loopbackServer } from '../../../collector/test/loopback-server.ts'
import { queuePath } from '../src/report/collector/queue-sender.ts'

export interface CollectorStandIn {
  readonly url: string
  /** What it got about runs, in order: path and body. */
  readonly received: readonly { readonly path: string, readonly body: unknown }[]
  /** What it got about the queue, in order. */
  readonly queues: readonly UpdateQueue[]
  /** What it got of hosts, in order. */
  readonly items: () => HostItem[]
  /** Why it is not ready. */
  readonly reasons: { code: string, message: string }[]
  /** Away, it takes nothing. */
  readonly setAway: (isAway: boolean) => void
  /** Devices that it knows. */
  readonly clients: {
    clientId: string
    state: string
    freshness: string
    reason?: { code: string } | null
    lastSeen: string | null
    releases?: Readonly<Record<string, string>>
  }[]
}

const schemaOf = (path: string) =>
  path === '/api/updates' ? updateStart : path === queuePath ? updateQueue : path.endsWith('/hosts') ? updateHosts : updateEnd

/**
 * What the runner asks of a collector: takes what fits the contract from who has a token, and says how its devices are. Leaves
 * out what it would make of it; test/runner uses the real one.
 */
export const startCollectorStandIn = async (): Promise<CollectorStandIn> => {
  const received: { path: string, body: unknown }[] = []
  const queues: UpdateQueue[] = []
  const clients: CollectorStandIn['clients'] = []
  const reasons: CollectorStandIn['reasons'] = []
  let isAway = false
  const answer = (path: string, body: string, token: string | undefined): readonly [number, unknown] => {
    if (isAway) return [503, { requestId: '1', code: 'OVERLOADED', message: 'later' }]
    if (path === '/readyz') return [reasons.length === 0 ? 200 : 503, { requestId: '1', ready: reasons.length === 0, reasons }]
    if (token !== 'Bearer a token') return [
      401, { requestId: '1', code: 'OPERATOR_TOKEN_INVALID', message: 'the token is unknown or was revoked' }
    ]
    if (path === '/api/clients/status') return [200, { requestId: '1', clients }]
    const { data, error } = schemaOf(path).safeParse(JSON.parse(body))
    if (error) return [400, { requestId: '1', code: 'VALIDATION_FAILED', message: error.message }]
    if (path === queuePath) queues.push(data as UpdateQueue)
    else received.push({ path, body: data })
    return [200, { requestId: '1' }]
  }
  const url = await loopbackServer((request, body, response) => {
    const [status, json] = answer(request.url ?? '', body.toString(), request.headers.authorization)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
  }, onTestFinished)
  return {
    url, received, queues, clients, reasons,
    items: () => received.flatMap(({ path, body }) => path.endsWith('/hosts') ? (body as UpdateHosts).hosts : []),
    setAway (away) { isAway = away }
  }
}
