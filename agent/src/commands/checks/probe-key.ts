import { batchHeaders, clientKeyHeader, clientPaths } from '@mimamori/contract/headers'
import type { PushTarget } from '../../config/agent-config.ts'
import { describeNetworkError } from '../../delivery/deliver.ts'
import { parseErrorAnswer } from '../../delivery/outcome.ts'
import type { HttpAnswer, Transport } from '../../delivery/transport.ts'
import type { Text } from '../../text/index.ts'
import { fine, wrong, type Finding } from './finding.ts'

/** The collector and the key as one request to it shows them. */
export interface Probe {
  readonly address: Finding
  /** undefined if something other than our collector answers. */
  readonly key?: Finding
  /** The server's clock in Unix milliseconds, to the second. */
  readonly serverTimeMs?: number | undefined
}

const explainKey = (answer: HttpAnswer, { clientId }: PushTarget, { check: { key: text } }: Text): Finding | undefined => {
  const error = parseErrorAnswer(answer.body)
  if (error === undefined) return undefined
  switch (error.code) {
    // The body has only the id, so a collector that accepts the key answers this.
    case 'VALIDATION_FAILED': return fine(text.accepted(clientId))
    case 'REGISTRY_EMPTY': return wrong(text.registryEmpty(clientId))
    case 'CLIENT_KEY_REQUIRED':
    case 'CLIENT_KEY_INVALID': return wrong(text.unknown(clientId))
    case 'CLIENT_ID_MISMATCH': return wrong(text.another(clientId))
    case 'CLIENT_RETIRED': return wrong(text.retired(clientId))
    default: return wrong(text.other(`${answer.status} ${error.code}: ${error.message}`))
  }
}

const serverTime = (date: string | undefined): number | undefined => {
  const ms = Date.parse(date ?? '')
  return Number.isNaN(ms) ? undefined : ms
}

/**
 * Asks the collector with the device's id and key, and leaves no trace there: it sends a status
 * without any values, which it refuses.
 */
export const probeKey = async (target: PushTarget, transport: Transport, text: Text): Promise<Probe> => {
  const { apiBaseUrl, clientId, clientKey } = target
  const { address: addressText } = text.check
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
    return { address: wrong(addressText.noAnswer(apiBaseUrl.href, describeNetworkError(error))) }
  }
  const key = explainKey(answer, target, text)
  if (key === undefined) return { address: wrong(addressText.notOurs(apiBaseUrl.href, answer.status)) }
  return { address: fine(addressText.fine(apiBaseUrl.href)), key, serverTimeMs: serverTime(answer.headers.date) }
}
