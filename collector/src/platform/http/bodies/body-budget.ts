import { ApiError } from '../../errors/error-codes.ts'

/** The bytes of one request's body that are in memory: as they arrive, and unpacked. */
export interface BodyLease {
  /** Call it before this many more are in memory. @throws {ApiError} OVERLOADED, or BODY_TOO_LARGE for anyone without a key */
  take (bytes: number): void
  /** Releases this many. */
  give (bytes: number): void
  /** The memory of this one, which nobody else has, is given back with the lease: reading it afterwards finds nothing. */
  own (body: Buffer): void
  release (): void
}

/**
 * Gives memory back without a collection of garbage. Bodies lie outside V8's heap and count as its growth: if the bodies of a fleet
 * that reports at once are left to it, all of the heap is scanned half as often again (`node --trace-gc`).
 */
const free = ({ buffer }: Buffer): void => {
  // A smaller one is a piece of memory that others share.
  if (buffer instanceof ArrayBuffer && buffer.byteLength > Buffer.poolSize) buffer.transfer(0)
}

/** The bytes lent to a request without a key: a log-in code is shorter. */
const strangersBytes = 1024

/** The owner of a request's key or token, and how many bytes they may have under way. */
export interface Holder {
  readonly name: string
  readonly mostBytes: number
}

export interface BodyBudget {
  /** Undefined for anyone without a key. */
  open (holder: Holder | undefined): BodyLease
  /** All bytes in memory. */
  readonly bytes: number
}

/**
 * Bounds the bytes of bodies that are in memory at once: Node keeps a body until it is whole and answered, so that a
 * thousand slow ones, or one key with many, would otherwise be a gigabyte.
 */
export const createBodyBudget = ({ totalBytes }: { readonly totalBytes: number }): BodyBudget => {
  const bytesByKey = new Map<string, number>()
  let total = 0

  const openOfKey = ({ name, mostBytes }: Holder): BodyLease => {
    let mine = 0
    let owned: Buffer | undefined
    const ofHolder = (): number => bytesByKey.get(name) ?? 0
    const add = (bytes: number): void => {
      mine += bytes
      total += bytes
      const left = ofHolder() + bytes
      if (left > 0) bytesByKey.set(name, left)
      else bytesByKey.delete(name)
    }
    return {
      take (bytes) {
        if (ofHolder() + bytes > mostBytes) {
          throw new ApiError(
            'OVERLOADED',
            `too many requests with this key at once, of more than ${mostBytes} bytes together; send one after the other`,
            { retryAfterSeconds: 5 }
          )
        }
        if (total + bytes > totalBytes) throw new ApiError('OVERLOADED', 'too many requests at once; try again', { retryAfterSeconds: 5 })
        add(bytes)
      },
      give: (bytes) => { add(-Math.min(bytes, mine)) },
      own: (body) => { owned = body },
      release: () => {
        add(-mine)
        if (owned !== undefined) free(owned)
        owned = undefined
      }
    }
  }

  const openStranger = (): BodyLease => {
    let mine = 0
    return {
      take (bytes) {
        mine += bytes
        if (mine > strangersBytes) {
          throw new ApiError('BODY_TOO_LARGE', `a request without a key or token may have at most ${strangersBytes} bytes`)
        }
      },
      give: (bytes) => { mine -= bytes },
      own: () => {},
      release: () => {}
    }
  }

  return {
    open: (holder) => holder === undefined ? openStranger() : openOfKey(holder),
    get bytes () { return total }
  }
}
