import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { enrollmentObstaclesAnswer, enrollmentToken, requestId } from '@mimamori/contract'
import { lanOrigin } from '../platform/config/origin.ts'
import type { Reached } from '../platform/config/request-origin.ts'
import type { Config } from '../platform/config/settings.ts'
import { installCommand } from './install-command.ts'
import { readCollectorCertificates } from './collector-certificates.ts'
import type { EnrollmentTokens } from './enrollment-tokens.ts'
import { enrollmentObstaclesOf } from './obstacles.ts'
import { idInPath } from '../devices/snapshot/device-answers.ts'
import { ApiError } from '../platform/errors/error-codes.ts'

interface Deps {
  readonly enrollmentTokens: EnrollmentTokens
  readonly config: Reached & Pick<Config, 'allowHttp' | 'agentDir'>
}

/** An administrator's part: a one-time token with which a device enrolls itself, and the command to type there. */
export const enrollmentTokenRoutes = ({ enrollmentTokens, config }: Deps): FastifyPluginAsyncZod => async (app) => {
  app.get('/api/enrollment-obstacles', {
    onRequest: app.requireRole(),
    schema: {
      operationId: 'getEnrollmentObstacles',
      tags: ['registry'],
      summary: 'Get all that keeps devices from enrolling themselves, and what removes it',
      summaryJa: '端末の自己登録を妨げている問題と対処を、すべて一度に返す',
      answer: 'The obstacles, none if devices can enroll.',
      response: { 200: enrollmentObstaclesAnswer }
    }
  }, async (request) => ({ requestId: request.id, ...await enrollmentObstaclesOf(config, request.headers.host) }))

  app.post('/api/clients/:id/enrollment-token', {
    onRequest: app.requireRole(),
    config: { errors: ['CLIENT_DEVICE_NOT_FOUND', 'STATE_CONFLICT', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'createEnrollmentToken',
      tags: ['registry'],
      summary: 'Create a one-time token with which a device fetches its key by itself; it replaces the last one of this device',
      summaryJa: '端末が自分でキーを取得するための、1 回限りの登録用トークンを作る。その端末の前のトークンは無効になる',
      answer: 'The token, and the command to type on the device. Neither is shown again.',
      params: idInPath,
      body: z.strictObject({}).optional(),
      response: { 201: enrollmentToken }
    }
  }, async (request, reply) => {
    const { id } = request.params
    const { token, expiresAtMs } = await enrollmentTokens.create(id, request.author)
    request.log.info({ device: id, by: request.operator.name }, 'enrollment token created')
    const origin = lanOrigin(config, request.headers.host)
    const obstacles = await enrollmentObstaclesOf(config, request.headers.host)
    const pin = (await readCollectorCertificates(config))?.pin
    return reply.code(201).send({
      requestId: request.id,
      id,
      token,
      expiresAt: new Date(expiresAtMs).toISOString(),
      command: origin === undefined || obstacles.codes.includes('agent') ? null : installCommand(origin, token, pin),
      obstacles
    })
  })

  app.delete('/api/clients/:id/enrollment-token', {
    onRequest: app.requireRole(),
    config: { errors: ['ENROLLMENT_TOKEN_NOT_FOUND', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'endEnrollmentToken',
      tags: ['registry'],
      summary: 'End the enrollment token of a device',
      summaryJa: '端末の登録用トークンを失効させる',
      answer: 'The token was ended.',
      params: idInPath,
      response: { 200: z.object({ requestId }) }
    }
  }, async (request) => {
    const { id } = request.params
    if (!(await enrollmentTokens.end(id, request.author))) {
      throw new ApiError('ENROLLMENT_TOKEN_NOT_FOUND', `there is no enrollment token for ${id}`)
    }
    request.log.info({ device: id, by: request.operator.name }, 'enrollment token ended')
    return { requestId: request.id }
  })
}
