import swagger from '@fastify/swagger'
import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { clientKeyHeader } from '@mimamori/contract'
import { sessionCookie } from '../http/authentication/operator-authentication.ts'
import { errorCodes, type ErrorCode } from '../http/errors/error-codes.ts'
import { completeDocument } from '../http/open-api/complete-document.ts'
import { describeRoute } from '../http/open-api/describe-route.ts'
import { errorsBeforeRoutes } from '../http/open-api/route-errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of a route whose body's schema goes by its content type, which is checked in the route: for the description. */
    bodies?: Readonly<Record<string, z.ZodType>>
    /** The errors that the route itself can answer, beside those of its body and of whoever asks: for the description. */
    errors?: readonly ErrorCode[]
  }
}

const tags = [
  { name: 'devices', description: 'What devices send, each with its own key.' },
  { name: 'fleet', description: 'How the devices are, and what they logged.' },
  { name: 'registry', description: 'Which devices there are: enrolled, changed, paused, retired.' },
  { name: 'updates', description: 'Update runs, each with what became of its hosts.' },
  { name: 'alerts', description: 'Alerts, and the receivers that are notified of them.' },
  { name: 'access', description: 'Tokens of people and services, and log-in by a one-time code.' },
  { name: 'prometheus', description: 'What Prometheus scrapes, and its targets.' },
  { name: 'server', description: 'The collector itself: whether it works, and its clock.' }
]

const anyRequest = errorsBeforeRoutes.map((code) => `${code} (${errorCodes[code]})`).join(', ')

const plugin = async (app: FastifyInstance, { version }: { readonly version: string }): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Mimamori collector',
        description: `Watches and updates a fleet of small Linux devices on a closed LAN. Devices show their key in the header \`${clientKeyHeader}\`, people and services a token as \`Authorization: Bearer TOKEN\`. ` +
          `Every error has one shape. Beside those of each operation, any request can be answered ${anyRequest} before it has come to one.`,
        license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
        version
      },
      servers: [{ url: '/', description: 'The collector that this description comes from' }],
      tags,
      components: {
        securitySchemes: {
          deviceKey: { type: 'apiKey', in: 'header', name: clientKeyHeader, description: 'The device’s own key; also taken as a bearer token, or as Basic’s password with the id as user.' },
          operatorToken: { type: 'http', scheme: 'bearer', description: 'A token of a person or service; one of the roles named is needed.' },
          session: { type: 'apiKey', in: 'cookie', name: sessionCookie, description: 'A browser’s session. What changes something needs the collector’s own `Origin`, too.' }
        }
      }
    },
    transform: describeRoute,
    transformObject: (document) => 'openapiObject' in document ? completeDocument(document.openapiObject) : document.swaggerObject
  })
}

/** Collects the schemas of all routes that are registered after it; shown by routes/docs.ts. */
export default fp(plugin, { name: 'open-api', fastify: '5.x' })
