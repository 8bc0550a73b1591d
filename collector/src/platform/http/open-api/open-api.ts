import swagger from '@fastify/swagger'
import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { clientKeyHeader } from '@mimamori/contract'
import { sessionCookie } from '../authentication/session-cookie.ts'
import { errorCodes, type ErrorCode } from '../../errors/error-codes.ts'
import { completeDocument } from './complete-document.ts'
import { describeRoute } from './describe-route.ts'
import { errorsBeforeRoutes } from './route-errors.ts'

declare module 'fastify' {
  interface FastifySchema {
    /** The summary in Japanese, for the page about the interface. */
    readonly summaryJa?: string
    /** The answer of the route when it succeeds; by status if there are several. */
    readonly answer?: string | Readonly<Record<string, string>>
  }
  interface FastifyInstance {
    /** The summaries in Japanese, by the ids of operations. */
    readonly summariesJa: ReadonlyMap<string, string>
  }
  interface FastifyContextConfig {
    /** The schemas of a body by content type, which is checked in the route: for the description. */
    bodies?: Readonly<Record<string, z.ZodType>>
    /** The errors of the route itself, in addition to those of its body and of authentication: for the description. */
    errors?: readonly ErrorCode[]
  }
}

const tags = [
  { name: 'devices', description: 'What devices send, authenticated by their keys.' },
  { name: 'fleet', description: 'The status of the devices, their history and their logs.' },
  { name: 'registry', description: 'The registrations of the devices: enroll, change, pause, retire.' },
  {
    name: 'enrollment',
    description: 'How a device that the server cannot reach enrolls itself: what its installer calls, with a one-time token.'
  },
  { name: 'updates', description: 'Update runs and the results of their hosts.' },
  { name: 'content', description: 'Content of devices: sets of files, their versions, and the devices that they are for.' },
  { name: 'alerts', description: 'Alerts, silences, and the receivers of notifications.' },
  { name: 'access', description: 'Tokens of people and services, and login with a one-time code.' },
  { name: 'audit', description: 'The audit log: who changed what.' },
  { name: 'prometheus', description: 'The metrics that Prometheus scrapes, and its targets.' },
  { name: 'server', description: 'The collector itself: its health and its clock.' }
]

const anyRequest = errorsBeforeRoutes.map((code) => `${code} (${errorCodes[code]})`).join(', ')

const plugin = async (app: FastifyInstance, { version }: { readonly version: string }): Promise<void> => {
  const summariesJa = new Map<string, string>()
  app.decorate('summariesJa', summariesJa)
  app.addHook('onRoute', ({ schema: { operationId, summaryJa } = {} }) => {
    if (operationId !== undefined && summaryJa !== undefined) summariesJa.set(operationId, summaryJa)
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Mimamori collector',
        description:
          `Watches and updates a fleet of small Linux devices on a closed LAN. Devices authenticate with their key in the header \`${clientKeyHeader}\`, people and services with a token as \`Authorization: Bearer TOKEN\`. ` +
          `All errors have the same shape. In addition to the errors of each operation, any request can fail before it reaches one: ${anyRequest}.`,
        license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
        version
      },
      servers: [{ url: '/', description: 'The collector that serves this document' }],
      tags,
      components: {
        securitySchemes: {
          deviceKey: {
            type: 'apiKey',
            in: 'header',
            name: clientKeyHeader,
            description:
              'The key of the device. Also accepted as a bearer token, or as the password of basic authentication with the device’s ID as the user.'
          },
          enrollmentToken: { type: 'http', scheme: 'bearer', description: 'The one-time token of a device that enrolls itself.' },
          operatorToken: { type: 'http', scheme: 'bearer', description: 'A token of a person or service, with one of the listed roles.' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: sessionCookie,
            description: 'The session of a browser. Requests that change something must also have the collector’s own `Origin`.'
          }
        }
      }
    },
    transform: describeRoute,
    transformObject: (document) => ('openapiObject' in document ? completeDocument(document.openapiObject) : document.swaggerObject)
  })
}

/** Collects the schemas of all routes that are registered after it; shown by pages/docs-routes.ts. */
export default fp(plugin, { name: 'open-api', fastify: '5.x' })
