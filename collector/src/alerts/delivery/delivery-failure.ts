import { isCertificateError } from '@mimamori/program/certificates'
import { tlsReason } from '@mimamori/program/tls-reason'
import type { DeliveryProblem } from './delivery-text.ts'
import { forbiddenHostCode } from './guarded-lookup.ts'

/** A failure, and whether a retry may succeed. */
export interface DeliveryFailure {
  readonly problem: DeliveryProblem
  readonly isTemporary: boolean
}

export const temporary = (problem: DeliveryProblem): DeliveryFailure => ({ problem, isTemporary: true })
export const permanent = (problem: DeliveryProblem): DeliveryFailure => ({ problem, isTemporary: false })

/** The reason why no connection was made. `code`: of the system or of TLS; `at`: the other end. */
export const connectionFailure = (
  { code = '', message }: { readonly code?: string | undefined, readonly message: string }, at: string
): DeliveryFailure => {
  if (code === forbiddenHostCode) return permanent({ kind: 'forbiddenHost', at })
  if (isCertificateError(code)) return temporary({ kind: 'certificate', at, reason: code })
  if (code === 'ECONNREFUSED') return temporary({ kind: 'connectionRefused', at })
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return temporary({ kind: 'nameNotFound', at })
  return temporary({ kind: 'unreachable', at, reason: tlsReason(message) ?? (code || message) })
}
