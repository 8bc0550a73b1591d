import fp from 'fastify-plugin'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createShares } from '../answers/shares.ts'
import { networkOf, peerAddress } from '../connections/peer-address.ts'
import { createEventStream, type EventStream } from './event-stream.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** A stream for an operator, which ends with the connection. @throws {ApiError} OVERLOADED if it would be beyond a share */
    openStream: (request: FastifyRequest, reply: FastifyReply) => EventStream
  }
}

/**
 * Streams at once: far more than one factory has open, since a browser has a stream only while its page is visible. Each can have 4 MB
 * unread. A wall has a token of its own; a whole site may share an address; the rest is for administrators.
 */
const most = { byPerson: 24, byAddress: 48, viewers: 72, all: 96 }

const plugin = async (app: FastifyInstance): Promise<void> => {
  const takeShare = createShares({ what: 'event streams', retryAfterSeconds: 30 })
  app.decorate('openStream', (request, reply) => {
    const { name, role } = request.operator
    const release = takeShare(
      [`person ${name}`, most.byPerson], [`address ${networkOf(peerAddress(request))}`, most.byAddress],
      ...role === 'admin' ? [] : [['viewers', most.viewers] as const], ['all', most.all]
    )
    const stream = createEventStream(() => request.isLetIn())
    reply.raw.once('close', () => {
      release()
      stream.close()
    })
    return stream
  })
}

/** Opens event streams, within the limits of each person, each address and the server. */
export default fp(plugin, { name: 'event-streams', dependencies: ['operator-authentication'], fastify: '5.x' })
