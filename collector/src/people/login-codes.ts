import { randomBytes } from 'node:crypto'
import type { Clock } from '../platform/clock/clock.ts'
import { hashSecret } from '../devices/registry/client-key.ts'
import type { LoginCode } from './access.ts'
import type { Operator } from '../platform/http/authentication/operator.ts'

const validForMs = 10 * 60_000
/** More than anyone needs at once; the oldest are dropped. */
const mostAtOnce = 100

/** One-time codes that log a browser in. In memory, and by the monotonic clock: after a restart a new link is printed. */
export const loginCodes = (clock: Clock) => {
  const open = new Map<string, { readonly operator: Operator, readonly expiresAtMonotonicMs: number }>()
  return {
    create (operator: Operator): LoginCode {
      const code = randomBytes(32).toString('base64url')
      open.set(hashSecret(code), { operator, expiresAtMonotonicMs: clock.monotonicMs() + validForMs })
      while (open.size > mostAtOnce) open.delete(open.keys().next().value!)
      return { code, expiresAtMs: clock.nowMs() + validForMs }
    },
    /** Ends the codes of this token or user. */
    endOf (issuer: string): void {
      for (const [hash, { operator }] of open) if (operator.issuer === issuer) open.delete(hash)
    },
    /** The operator that it logs in; a code works once. */
    take (code: string): Operator | undefined {
      const hash = hashSecret(code)
      const found = open.get(hash)
      open.delete(hash)
      return found && found.expiresAtMonotonicMs > clock.monotonicMs() ? found.operator : undefined
    }
  }
}
