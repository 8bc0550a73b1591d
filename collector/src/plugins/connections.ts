import type { Socket } from 'node:net'
import fp from 'fastify-plugin'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createConnectionTable, type ConnectionLimits } from '../http/connections/connection-table.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** To be called when a request has shown a valid key or token: its connection is then no stranger's. */
    connectionShown: (request: FastifyRequest) => void
  }
}

/** Pipelined requests that one connection may have. Our own clients send none before the last is answered. */
const mostUnanswered = 8

const plugin = async (app: FastifyInstance, { limits }: { readonly limits?: ConnectionLimits }): Promise<void> => {
  const table = createConnectionTable(limits)
  const secure = new WeakMap<Socket, Socket>()
  const unanswered = new WeakMap<Socket, number>()

  app.server.on('connection', (socket: Socket) => {
    table.opened(socket, socket.remoteAddress ?? '')
    socket.once('close', () => { table.closed(socket) })
  })
  // What requests know is the socket within; the one around it was counted from before the handshake on.
  app.server.on('secureConnection', (socket: Socket & { readonly _parent?: Socket }) => {
    if (socket._parent) secure.set(socket, socket._parent)
  })
  app.decorate('connectionShown', ({ raw: { socket }, device, operator }: FastifyRequest) => {
    table.shown(secure.get(socket) ?? socket, device !== undefined ? { device: device.id } : { operator: operator.name })
  })

  app.addHook('onRequest', (request, reply, next) => {
    const { socket } = request.raw
    const waiting = (unanswered.get(socket) ?? 0) + 1
    unanswered.set(socket, waiting)
    if (waiting <= mostUnanswered) return next()
    // Answers are sent in order, so one for this request would have to wait for the others.
    reply.hijack()
    socket.destroy()
  })
  app.addHook('onResponse', (request, _reply, next) => {
    const { socket } = request.raw
    unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1)
    next()
  })
}

/** Bounds the connections of each address and key (connection-table.ts), and the requests under way on each. */
export default fp(plugin, { name: 'connections', fastify: '5.x' })
