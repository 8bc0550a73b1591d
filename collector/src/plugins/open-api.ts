import swagger from '@fastify/swagger'
import fp from 'fastify-plugin'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { FastifyInstance } from 'fastify'
import { version } from '../version.ts'

const plugin = async (app: FastifyInstance): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Mimamori collector', description: 'Watches and updates a fleet of small Linux devices on a closed LAN.', version },
      components: {
        securitySchemes: {
          deviceKey: { type: 'apiKey', in: 'header', name: 'x-client-key' },
          operatorToken: { type: 'http', scheme: 'bearer' }
        }
      }
    },
    transform: jsonSchemaTransform
  })
}

/** Collects the schemas of all routes that are registered after it; shown by routes/docs.ts. */
export default fp(plugin, { name: 'open-api', fastify: '5.x' })
