import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import { createTurnstile } from '../event-loop/turnstile.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Resolves when it is the turn of one that asks in this group (a device's id, or '' for anyone without a good key). */
    admitInTurn: (group: string) => Promise<void>
  }
}

const plugin = async (app: FastifyInstance): Promise<void> => {
  app.decorate('admitInTurn', createTurnstile())
}

/** Keeps a burst of requests from holding up everything else. */
export default fp(plugin, { name: 'admission', fastify: '5.x' })
