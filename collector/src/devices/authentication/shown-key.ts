import { batchHeaders, clientKeyHeader } from '@mimamori/contract'
import type { FastifyRequest } from 'fastify'
import { basicCredentials, bearerToken } from '../../platform/http/authentication/authorization.ts'

interface ShownKey {
  readonly key: string
  /** The id that came with the key: as Basic's user, or in the batch's header. */
  readonly claimedId?: string
}

const headerText = (value: string | string[] | undefined): string | undefined => Array.isArray(value) ? value[0] : value

/** The key that a device sends with a request, in any of the ways that it can; undefined if it sends none. */
export const shownKey = ({ headers }: FastifyRequest): ShownKey | undefined => {
  const claimed = headerText(headers[batchHeaders.clientId])
  const claim = claimed ? { claimedId: claimed } : {}
  const plain = headerText(headers[clientKeyHeader]) ?? bearerToken(headers.authorization)
  if (plain) return { key: plain, ...claim }
  const basic = basicCredentials(headers.authorization)
  if (!basic?.password) return undefined
  return { key: basic.password, ...basic.user ? { claimedId: basic.user } : claim }
}
