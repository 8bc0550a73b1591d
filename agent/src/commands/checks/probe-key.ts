import { batchHeaders, clientKeyHeader, clientPaths } from '@mimamori/contract/headers'
import type { PushTarget } from '../../config/agent-config.ts'
import { describeNetworkError } from '../../delivery/deliver.ts'
import { parseErrorAnswer } from '../../delivery/outcome.ts'
import type { HttpAnswer, Transport } from '../../delivery/transport.ts'
import type { Text } from '../../text/index.ts'
import type { Finding } from './finding.ts'

/** The collector and the key as one request to it shows them. */
export interface Probe {
  readonly address: Finding
  /** undefined where it is not our collector that answers. */
  readonly key?: Finding
  /** The server's clock in Unix milliseconds, to the second. */
  readonly serverTimeMs?: number
}

const explainKey = (answer: HttpAnswer, { clientId }: PushTarget, { check: { key: text } }: Text): Finding | undefined => {
  const error = parseErrorAnswer(answer.body)
  if (error === undefined) return undefined
  switch (error.code) {
    // The body says nothing but the id, so that this is what a collector answers to a key that it takes.
    case 'VALIDATION_FAILED': return { status: 'fine', message: text.accepted(clientId) }
    case 'REGISTRY_EMPTY': return { status: 'wrong', message: text.registryEmpty, next: text.registryEmptyNext(clientId) }
    case 'CLIENT_KEY_REQUIRED':
    case 'CLIENT_KEY_INVALID': return { status: 'wrong', message: text.unknown(clientId), next: text.unknownNext(clientId) }
    case 'CLIENT_ID_MISMATCH': return { status: 'wrong', message: text.another(clientId), next: text.anotherNext(clientId) }
    case 'CLIENT_RETIRED': return { status: 'wrong', message: text.retired(clientId), next: text.retiredNext(clientId) }
    default: return { status: 'wrong', message: text.other(`${answer.status} ${error.code}: ${error.message}`), next: text.otherNext }
  }
}

const serverTime = (date: string | undefined): number | undefined => {
  const ms = Date.parse(date ?? '')
  return Number.isNaN(ms) ? undefined : ms
}

/**
 * Asks the collector with the device's id and key, in a way that leaves nothing behind there: a status
 * without any values, which it refuses.
 */
export const probeKey = async (target: PushTarget, transport: Transport, text: Text): Promise<Probe> => {
  const { apiBaseUrl, clientId, clientKey } = target
  let answer: HttpAnswer
  try {
    answer = await transport.post({
      path: clientPaths.status,
      headers: {
        'content-type': 'application/json',
        'accept-encoding': 'gzip',
        [clientKeyHeader]: clientKey,
        [batchHeaders.clientId]: clientId
      },
      body: Buffer.from(JSON.stringify({ clientId }))
    })
  } catch (error) {
    return {
      address: {
        status: 'wrong',
        message: text.check.address.noAnswer(apiBaseUrl.href, describeNetworkError(error)),
        next: text.check.address.noAnswerNext
      }
    }
  }
  const key = explainKey(answer, target, text)
  if (key === undefined) {
    return {
      address: {
        status: 'wrong',
        message: text.check.address.notOurs(apiBaseUrl.href, answer.status),
        next: text.check.address.notOursNext
      }
    }
  }
  const serverTimeMs = serverTime(answer.headers.date)
  return {
    address: { status: 'fine', message: text.check.address.fine(apiBaseUrl.href) },
    key,
    ...serverTimeMs !== undefined && { serverTimeMs }
  }
}
