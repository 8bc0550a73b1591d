import type { RouteOptions } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { onBehalfOfHeader } from '@mimamori/contract'
import { roles, type Role } from '@mimamori/contract/roles'
import { routeErrors } from './route-errors.ts'

/** The header with the account on whose behalf a change is requested. */
const onBehalfOf = {
  type: 'object',
  properties: {
    [onBehalfOfHeader]: {
      type: 'string',
      description: 'The account of the person for whom the program asks, percent-encoded, for the audit log. It is not checked, and it ' +
        'is ignored in requests of a browser.',
      example: 'tanaka'
    }
  }
}

type Described = Readonly<Record<string, unknown>>

/** The roles that the hook of `app.requireRole` lets in, if the route has one; admin always. */
const allowedOf = ({ onRequest }: RouteOptions): readonly Role[] | undefined => {
  const hook = [onRequest]
    .flat()
    .find(
      (candidate): candidate is NonNullable<typeof candidate> & { readonly roles: readonly Role[] } =>
        candidate !== undefined && 'roles' in candidate
    )
  return hook && roles.filter((role) => role === 'admin' || hook.roles.includes(role))
}

/** The security of OpenAPI 3.1, which allows roles in any scheme: one of them is needed. A browser has its session instead of a token. */
const securityOf = (allowed: readonly Role[] | undefined, given: unknown) =>
  allowed === undefined
    ? ((given ?? []) as readonly Readonly<Record<string, readonly string[]>>[])
    : [{ operatorToken: allowed }, { session: allowed }]

/** The codes of each status; their meanings are in the answer's own description. */
const errorResponses = (route: RouteOptions, schema: Described, allowed: readonly Role[] | undefined): Described => {
  const errors = routeErrors({
    method: String(route.method),
    hasBody: schema['body'] !== undefined,
    byDevices: JSON.stringify(schema['security'] ?? []).includes('deviceKey'),
    allowed,
    own: route.config?.errors ?? []
  })
  return Object.fromEntries(
    [...errors].map(([status, codes]) => [
      status,
      { description: codes.join(', '), content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } }
    ])
  )
}

/** A route as OpenAPI has it: who may ask, the schema of each type of its body, and its possible errors. */
export const describeRoute: typeof jsonSchemaTransform = (document) => {
  const asJson = (schema: object): Described => jsonSchemaTransform({ ...document, schema }).schema as Described
  const { response, answer, ...schema } = jsonSchemaTransform(document).schema as Described
  const { route, url } = document
  const allowed = allowedOf(route)
  const bodies = route.config?.bodies
  return {
    url,
    schema: {
      ...schema,
      ...(allowed && String(route.method) !== 'GET' && { headers: onBehalfOf }),
      security: securityOf(allowed, schema['security']),
      ...(bodies && {
        body: { content: Object.fromEntries(Object.entries(bodies).map(([type, body]) => [type, { schema: asJson({ body })['body'] }])) }
      }),
      response,
      'x-answer': answer,
      'x-errors': errorResponses(route, schema, allowed)
    }
  }
}
