import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import fp from 'fastify-plugin'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createConnectionTable, type ConnectionLimits } from './connection-table.ts'
import { peerAddress } from './peer-address.ts'
import { createUnreadAnswers, type UnreadLimits } from './unread-answers.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Call it when a request has shown a valid key or token: its connection is then no stranger's. */
    connectionShown: (request: FastifyRequest) => void
    /** To be called for each connection of another server that hands its connections over to this one once they are encrypted. */
    connectionOpened: (socket: Socket) => void
  }
}

/** Pipelined requests that one connection may have. Our own clients send none before the last is answered. */
const mostUnanswered = 8
/** A stream is read in pieces; more of it is not in memory. */
const pieceBytes = 64 * 1024

interface Options {
  readonly limits?: ConnectionLimits
  readonly unread?: UnreadLimits
  /** How long somebody without a key or token may read nothing of an answer. */
  readonly noProgressMs?: number
}

const plugin = async (app: FastifyInstance, { limits, unread: unreadLimits, noProgressMs = 30_000 }: Options): Promise<void> => {
  const table = createConnectionTable(limits)
  const unread = createUnreadAnswers(unreadLimits)
  const strangers = new WeakSet<Socket>()
  const secure = new WeakMap<Socket, Socket>()
  const unanswered = new WeakMap<Socket, number>()
  /** Connections that have brought no request yet: Node closes only idle ones, and browsers open some in advance. */
  const unused = new Set<Socket>()
  let isClosing = false

  const opened = (socket: Socket): void => {
    if (isClosing) socket.destroy()
    unused.add(socket)
    strangers.add(socket)
    table.opened(socket, socket.remoteAddress ?? '')
    socket.once('close', () => {
      unused.delete(socket)
      table.closed(socket)
      unread.closed(socket)
    })
  }
  // Requests have the inner socket; the one around it was counted from before the handshake on.
  const secured = (socket: Socket & { readonly _parent?: Socket }): void => {
    strangers.add(socket)
    if (socket._parent) secure.set(socket, socket._parent)
  }
  app.server.on('connection', (socket: Socket) => { (socket instanceof TLSSocket ? secured : opened)(socket) })
  app.server.on('secureConnection', secured)
  app.decorate('connectionOpened', opened)
  app.decorate('connectionShown', ({ raw: { socket }, device, operator }: FastifyRequest) => {
    strangers.delete(socket)
    table.shown(secure.get(socket) ?? socket, device !== undefined ? { device: device.id } : { operator: operator.name })
  })

  app.addHook('preClose', async () => {
    isClosing = true
    for (const socket of unused) socket.destroy()
  })
  app.addHook('onRequest', (request, reply, next) => {
    const { socket } = request.raw
    unused.delete(secure.get(socket) ?? socket)
    const waiting = (unanswered.get(socket) ?? 0) + 1
    unanswered.set(socket, waiting)
    if (waiting <= mostUnanswered) return next()
    // Answers are sent in order, so one for this request would have to wait for the others.
    reply.hijack()
    socket.destroy()
  })
  app.addHook('onSend', (request, reply, payload, next) => {
    const { socket } = request.raw
    if (!strangers.has(socket)) return next()
    const connection = secure.get(socket) ?? socket
    const bytes = typeof payload === 'string' || Buffer.isBuffer(payload) ? Buffer.byteLength(payload) : payload ? pieceBytes : 0
    // Node counts a written byte as progress, and returns to the server's own timeouts with the next request.
    socket.setTimeout(noProgressMs)
    unread.sent(connection, peerAddress(request), bytes)
    reply.raw.once('finish', () => { unread.read(connection, bytes) })
    next()
  })
  app.addHook('onResponse', (request, _reply, next) => {
    const { socket } = request.raw
    unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1)
    next()
  })
}

/**
 * Bounds the connections of each address and key (connection-table.ts), the requests under way on each, and strangers' unread answers
 * (unread-answers.ts).
 */
export default fp(plugin, { name: 'connections', fastify: '5.x' })
