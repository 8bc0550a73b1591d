import helmet from '@fastify/helmet'
import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'

const plugin = async (app: FastifyInstance): Promise<void> => {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"]
      }
    },
    // A closed LAN is often plain http, and a browser that was once told otherwise could not come back.
    strictTransportSecurity: false,
    originAgentCluster: false,
    crossOriginOpenerPolicy: false
  })
  // What a person sees after logging in must not lie in a cache for the next one.
  app.addHook('onRequest', async (_request, reply) => { void reply.header('cache-control', 'no-store') })
}

/** Pages load nothing from elsewhere, run no inline script and stand in no frame. */
export default fp(plugin, { name: 'security-headers', fastify: '5.x' })
