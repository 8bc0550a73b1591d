import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { isAllowedAddress } from './link-local.ts'

/** The error code of a name with forbidden addresses only. */
export const forbiddenHostCode = 'EFORBIDDENHOST'

/**
 * Resolves a name when connecting, and gives only addresses that messages may be sent to: a name may lead elsewhere than when it
 * was saved.
 */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) {
      callback(error, '')
      return
    }
    const allowed = addresses.filter(({ address }) => isAllowedAddress(address))
    if (allowed.length === 0) callback(Object.assign(new Error('link-local'), { code: forbiddenHostCode }), '')
    else if (options.all === true) callback(null, allowed)
    else callback(null, allowed[0]!.address, allowed[0]!.family)
  })
}
