import swagger from '@fastify/swagger'
import fp from 'fastify-plugin'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { errorAnswer } from '@mimamori/contract'
import { errorCodes } from '../http/errors/error-codes.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of a route whose body's schema goes by its content type, which is checked in the route: for the description. */
    bodies?: Readonly<Record<string, z.ZodType>>
  }
}

/** Any error of 4xx or 5xx, with the codes that there are. */
const errorsOf = (hundreds: 4 | 5) => ({
  description: `An error, told by its code: ${Object.entries(errorCodes).filter(([, status]) => Math.floor(status / 100) === hundreds).map(([code, status]) => `${code} (${status})`).join(', ')}`,
  content: { 'application/json': { schema: errorAnswer } }
})
const errors = { '4XX': errorsOf(4), '5XX': errorsOf(5) }

/** Any route may answer an error, and all are of one shape; so they are described here and not by each route. */
const describeRoute: typeof jsonSchemaTransform = (document) => {
  const asJson = (schema: object) => jsonSchemaTransform({ ...document, schema }).schema as Record<string, unknown>
  const { response, ...schema } = jsonSchemaTransform(document).schema as Record<string, unknown>
  const { bodies } = document.route.config ?? {}
  return {
    url: document.url,
    schema: {
      ...schema,
      ...bodies && { body: { content: Object.fromEntries(Object.entries(bodies).map(([type, body]) => [type, { schema: asJson({ body })['body'] }])) } },
      response: { ...(response ?? { 200: { type: 'null', description: 'As the summary says' } }), ...asJson({ response: errors })['response'] as object }
    }
  }
}

const plugin = async (app: FastifyInstance, { version }: { readonly version: string }): Promise<void> => {
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
    transform: describeRoute
  })
}

/** Collects the schemas of all routes that are registered after it; shown by routes/docs.ts. */
export default fp(plugin, { name: 'open-api', fastify: '5.x' })
