import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  about, fetchedRunRequest, fetchRunRequest, oneRunRequest, requestId, runRequestAnswer, runRequestList, wantedRun
} from '@mimamori/contract'
import { UnknownDeviceError, type Registry } from '../../devices/registry/registry.ts'
import { ApiError } from '../../platform/errors/error-codes.ts'
import type { RunRequests } from './run-requests.ts'

interface Deps {
  readonly runRequests: RunRequests
  readonly registry: Pick<Registry, 'get'>
}

/** Runs and new keys that administrators request on the page, and the update runner that fetches them. */
export const runRequestRoutes = ({ runRequests, registry }: Deps): FastifyPluginAsyncZod => async (app) => {
  const closing = new AbortController()
  app.addHook('preClose', async () => { closing.abort() })

  app.get('/api/run-requests', {
    onRequest: app.requireRole('viewer'),
    schema: {
      operationId: 'listRunRequests',
      tags: ['updates'],
      summary: 'List what was requested on the page, runs and new keys, newest first, and what a runner would start now',
      summaryJa: '画面から依頼された実行とキーの再発行（新しい順）、更新ランナーがいま開始できる操作',
      answer: 'The requested runs and new keys, newest first.',
      response: { 200: runRequestList }
    }
  }, async (request) => ({ requestId: request.id, actions: [...runRequests.actions()], requests: [...runRequests.list()] }))

  app.post('/api/run-requests', {
    onRequest: app.requireRole(),
    config: { errors: ['CLIENT_DEVICE_NOT_FOUND', 'RUNNER_UNAVAILABLE', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'requestRun',
      tags: ['updates'],
      summary: 'Request a run, or new keys on devices, from the update runner, if that is set up for it',
      summaryJa: '更新ランナーに実行、または端末のキーの再発行を依頼する（ランナーの設定で許可されている場合）',
      answer: 'It was requested. Its state says what has become of it.',
      body: wantedRun,
      response: { 201: oneRunRequest }
    }
  }, async (request, reply) => {
    const unknown = request.body.devices?.find((id) => registry.get(id) === undefined)
    if (unknown !== undefined) throw new UnknownDeviceError(`no device is enrolled as ${unknown}`)
    const added = await runRequests.add(request.body, request.author)
    if (added === undefined) {
      throw new ApiError('RUNNER_UNAVAILABLE', `no update runner listens that may start this: ${request.body.action}`)
    }
    request.log.info({ action: added.action, devices: added.devices, by: request.operator.name }, 'run requested')
    return reply.code(201).send({ requestId: request.id, request: added })
  })

  app.post('/api/run-requests/fetch', {
    onRequest: app.requireRole('update'),
    schema: {
      operationId: 'fetchRunRequest',
      tags: ['updates'],
      summary: 'Fetch the oldest request, as the update runner that starts it; waits for one',
      summaryJa: '最も古い依頼を、開始する更新ランナーとして受け取る。なければ待つ',
      answer: 'The request, which no other runner gets.',
      body: fetchRunRequest,
      response: { 200: fetchedRunRequest }
    }
  }, async (request, reply) => {
    const gone = new AbortController()
    reply.raw.once('close', () => { gone.abort() })
    const ended = AbortSignal.any([AbortSignal.timeout(request.body.waitSeconds * 1000), gone.signal, closing.signal])
    return { requestId: request.id, request: await runRequests.fetch(request.body.actions, ended) ?? null }
  })

  app.post('/api/run-requests/:id/answer', {
    onRequest: app.requireRole('update'),
    config: { errors: ['RUN_REQUEST_NOT_FOUND'] },
    schema: {
      operationId: 'answerRunRequest',
      tags: ['updates'],
      summary: 'Report that a requested run has begun or new keys are in use, or why not',
      summaryJa: '依頼された実行の開始やキーの再発行の完了、またはできなかった理由を報告する',
      answer: 'The answer was taken.',
      params: z.object({ id: z.uuid().meta(about('The ID of the request.', '0b9d6f5e-0c0e-4f6f-9d0a-5f1f2f0f7a11')) }),
      body: runRequestAnswer,
      response: { 200: z.object({ requestId }) }
    }
  }, async (request) => {
    const { id } = request.params
    if (!runRequests.answer(id, request.body)) {
      throw new ApiError('RUN_REQUEST_NOT_FOUND', `no requested run with the ID ${id} waits for an answer`)
    }
    request.log.info({ request: id, ...request.body }, 'requested run answered')
    return { requestId: request.id }
  })
}
