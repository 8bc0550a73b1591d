import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import { createMinuteBudget } from '../rate-limits/minute-budget.ts'
import type { Deps } from '../deps.ts'
import { ApiError } from '../http/errors/error-codes.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** To be called once a body of a device is unpacked, and once more with the values that a body of JSON has. */
    spendWork: (deviceId: string, body: { readonly bytes?: number, readonly values?: number }) => void
    /** @throws {ApiError} RATE_LIMITED where the device's bodies have taken what one device may take */
    requireWork: (deviceId: string) => void
  }
}

/**
 * What the bodies of one device may take in a minute, in bytes that are read. A report of a Pi has 50 kB; the most that this lets
 * one key take of a core is some twentieth.
 */
const workPerMinute = 32 * 1024 * 1024
/** To read a value of JSON takes as long as so many bytes of text. */
const bytesPerValue = 50

const plugin = async (app: FastifyInstance, { clock }: Pick<Deps, 'clock'>): Promise<void> => {
  const budget = createMinuteBudget({ clock, perMinute: workPerMinute })
  app.decorate('spendWork', (deviceId: string, { bytes = 0, values = 0 }: { readonly bytes?: number, readonly values?: number }) => { budget.spend(deviceId, bytes + bytesPerValue * values) })
  app.decorate('requireWork', (deviceId: string) => {
    const retryAfterSeconds = budget.waitSeconds(deviceId)
    if (retryAfterSeconds !== undefined) throw new ApiError('RATE_LIMITED', 'this device sends more to read than one device may in a minute; keep it and try again later', { retryAfterSeconds })
  })
}

/** Keeps one device from taking the time of all others with what it sends, whether it is taken or refused. */
export default fp(plugin, { name: 'device-work', fastify: '5.x' })
