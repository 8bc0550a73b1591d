import fp from 'fastify-plugin'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../../config/settings.ts'
import { createBodyBudget, type BodyLease, type Holder } from './body-budget.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The lease that `bodyLease` has opened for it. */
    openLease: BodyLease | undefined
  }
  interface FastifyInstance {
    /** The lease on memory for a request's body, taken once its sender is known. */
    bodyLease: (request: FastifyRequest) => BodyLease
  }
}

/** Two of a device's largest bodies, packed or not. */
const leastDeviceBytes = 8 * 1024 * 1024

const plugin = async (app: FastifyInstance, { maxBodyBytes }: Pick<Config, 'maxBodyBytes'>): Promise<void> => {
  const deviceBytes = Math.max(leastDeviceBytes, 2 * maxBodyBytes)
  const totalBytes = 8 * deviceBytes
  const budget = createBodyBudget({ totalBytes })
  /** Device ids and names of operators may coincide. */
  const holderOf = ({ device, operator }: Partial<Pick<FastifyRequest, 'device' | 'operator'>>): Holder | undefined =>
    device !== undefined
      ? { name: `device ${device.id}`, mostBytes: deviceBytes }
      : operator !== undefined
        ? { name: `operator ${operator.name}`, mostBytes: totalBytes / 2 }
        : undefined
  app.decorateRequest('openLease', undefined)
  app.decorate('bodyLease', (request: FastifyRequest) => request.openLease ??= budget.open(holderOf(request)))
  // Called when the route has done its work, even if the body was rejected or its sender disconnected.
  app.addHook('onSend', (request, _reply, payload, done) => {
    request.openLease?.release()
    done(null, payload)
  })
}

/** Bounds the memory of bodies: for the whole process, per key, and for requests without a key. */
export default fp(plugin, { name: 'body-leases', fastify: '5.x' })
