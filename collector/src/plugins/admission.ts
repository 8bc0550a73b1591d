import fp from 'fastify-plugin'
import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    /** A hook for `onRequest` of a route that a whole fleet can call in one moment: one request a turn of the event loop. */
    admitInTurn: onRequestAsyncHookHandler
  }
}

/**
 * Lets callers through one a turn of the event loop, in the order in which they came. When a building's power comes
 * back a thousand reports are ready in one turn, and Node would parse them all before anyone else is served.
 */
export const createTurnstile = (nextTurn: (pass: () => void) => void = setImmediate): () => Promise<void> => {
  const waiting: (() => void)[] = []
  let turning = false
  const turn = (): void => {
    const pass = waiting.shift()
    turning = pass !== undefined
    if (pass === undefined) return
    nextTurn(turn)
    pass()
  }
  return () => new Promise((resolve) => {
    waiting.push(resolve)
    if (!turning) turn()
  })
}

const plugin = async (app: FastifyInstance): Promise<void> => {
  const admitted = createTurnstile()
  app.decorate('admitInTurn', async () => { await admitted() })
}

/** Keeps a burst of requests from holding up everything else. */
export default fp(plugin, { name: 'admission', fastify: '5.x' })
