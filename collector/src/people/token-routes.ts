import { z } from 'zod'
import { about, requestId } from '@mimamori/contract'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { roles } from '@mimamori/contract/roles'
import { DuplicateNameError, type Access } from './access.ts'
import { principalName } from './principal-name.ts'
import { linkOrigin } from '../platform/config/origin.ts'
import type { Reached } from '../platform/config/request-origin.ts'
import { ApiError } from '../platform/errors/error-codes.ts'

interface Deps {
  readonly access: Access
  readonly config: Reached
}

const role = z.enum(roles)

/** The page that reads the token from the fragment, which browsers send to no server, so that it is in no log. */
const wallPath = '/admin/wall#'

/** Tokens of people and services; a viewer's comes with a link by which a wall display stays logged in. */
export const tokenRoutes = ({ access, config }: Deps): FastifyPluginAsyncZod => async (app) => {
  app.get(
    '/api/tokens',
    {
      onRequest: app.requireRole(),
      schema: {
        operationId: 'listTokens',
        tags: ['access'],
        summary: 'List the tokens, without their secrets',
        summaryJa: 'トークンの一覧（文字列そのものは含まない）',
        answer: 'The tokens.',
        response: {
          200: z.object({
            requestId,
            tokens: z.array(z.object({
              name: z.string().meta(about('The person or service that uses the token.', 'grafana')),
              role: role.meta(about('The role of the token.', 'viewer')),
              createdAt: z.iso.datetime()
            })).describe('The tokens, without their secrets.')
          })
        }
      }
    },
    async (request) => ({
      requestId: request.id,
      tokens: access.tokens().map((token) => ({ name: token.name, role: token.role, createdAt: new Date(token.createdAtMs).toISOString() }))
    })
  )

  app.post('/api/tokens', {
    onRequest: app.requireRole(),
    config: { errors: ['TOKEN_EXISTS', 'USER_EXISTS', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'createToken',
      tags: ['access'],
      summary: 'Create a token; it is returned only once, together with a link for a wall display if its role is viewer',
      summaryJa: 'トークンを作る。文字列を一度だけ返す。viewer ならモニター画面のリンクも返す',
      answer: 'The token. It is not shown again.',
      body: z.strictObject({
        name: principalName.meta(about('The person or service that uses the token.', 'grafana')),
        role: role.meta(about('The role of the token.', 'viewer'))
      }),
      response: { 201: z.object({
        requestId,
        name: z.string().meta(about('The person or service that uses the token.', 'grafana')),
        role: role.meta(about('The role of the token.', 'viewer')),
        token: z.string().meta(about('The token. It is shown only once.', 'mmt_8mXv5vQ1d2J0s3kq9a7Zb4nF6hL1tYcR0uWeIoPgTxE')),
        wallLink: z.string().optional().meta(about(
          'Only for the role viewer: the link that opens the wall display. It keeps the browser logged in until the token is revoked.',
          'https://mimamori.example/admin/wall#mmt_8mXv'
        ))
      }) }
    }
  }, async (request, reply) => {
    try {
      const token = await access.createToken(request.body, request.author)
      request.log.info({ token: request.body.name, role: request.body.role, by: request.operator.name }, 'token created')
      const wallLink = `${linkOrigin(config, request.headers.host)}${wallPath}${token}`
      return await reply
        .code(201)
        .send({ requestId: request.id, ...request.body, token, ...(request.body.role === 'viewer' && { wallLink }) })
    } catch (error) {
      throw error instanceof DuplicateNameError
        ? new ApiError(error.holder === 'user' ? 'USER_EXISTS' : 'TOKEN_EXISTS', error.message, { cause: error })
        : error
    }
  })

  app.delete('/api/tokens/:name', {
    onRequest: app.requireRole(),
    config: { errors: ['TOKEN_NOT_FOUND', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'revokeToken',
      tags: ['access'],
      summary: 'Revoke a token',
      summaryJa: 'トークンを失効させる',
      answer: 'The token was revoked, together with the sessions that were started with it.',
      params: z.object({ name: z.string().meta(about('The name of the token.', 'grafana')) }),
      response: { 200: z.object({ requestId }) }
    }
  }, async (request) => {
    if (!(await access.revokeToken(request.params.name, request.author))) {
      throw new ApiError('TOKEN_NOT_FOUND', `there is no token named ${request.params.name}`)
    }
    request.log.info({ token: request.params.name, by: request.operator.name }, 'token revoked')
    return { requestId: request.id }
  })
}
