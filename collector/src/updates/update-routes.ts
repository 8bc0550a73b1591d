import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { about, requestId, runId, runOutcomes, updateEnd, updateHosts, updateQueue, updateStart } from '@mimamori/contract'
import { bodyCheckedBy } from '../platform/http/errors/validation.ts'
import { parseInSlices } from '../platform/http/bodies/parse-in-slices.ts'
import type { Updates } from './updates.ts'

interface Deps {
  readonly updates: Updates
}

/** A thousand hosts that have each failed with much output; senders cut larger deliveries in pieces. */
const bodyLimit = 8 * 1024 * 1024

const params = z.object({
  run: runId.meta(about('The ID of the run: its start in UTC and six random hexadecimal digits.', '20261125-085000-0a1b2c'))
})
/** The contract's body but for the hosts, which are checked in slices. */
const hostsFrame = z.strictObject({ hosts: z.array(z.unknown()).min(1).max(1000) })
const started = z.object({
  requestId,
  run: runId.meta(about('The ID of the run: its start in UTC and six random hexadecimal digits.', '20261125-085000-0a1b2c'))
})

/** Reports of the runner and the callback about a run: its start, the results of its hosts, its end. */
export const updateRoutes = ({ updates }: Deps): FastifyPluginAsyncZod => async (app) => {
  const onRequest = app.requireRole('update')

  app.post('/api/updates', {
    onRequest,
    bodyLimit,
    config: { errors: ['UPDATE_RUN_CONFLICT', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'startUpdateRun',
      tags: ['updates'],
      summary: 'Report the start of an update run',
      summaryJa: '更新の実行を開始する',
      answer: { 200: 'The run was already started by the same report.', 201: 'The run was started.' },
      body: updateStart,
      response: { 200: started, 201: started }
    }
  }, async (request, reply) => {
    const isNew = await updates.start(request.body)
    if (isNew) request.log.info({ run: request.body.run, by: request.operator.name, hosts: request.body.hosts.length }, 'update run begun')
    return reply.code(isNew ? 201 : 200).send({ requestId: request.id, run: request.body.run })
  })

  app.post('/api/updates/queue', {
    onRequest,
    bodyLimit,
    config: { errors: ['STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'setUpdateQueue',
      tags: ['updates'],
      summary: 'Report the update queue and the pinned devices',
      summaryJa: '更新待ちの端末と固定中の端末を報告する',
      answer: 'The queue and the pinned devices were stored.',
      body: updateQueue,
      response: { 200: z.object({ requestId }) }
    }
  }, async (request) => {
    await updates.setQueue(request.body)
    return { requestId: request.id }
  })

  app.post('/api/updates/:run/hosts', {
    onRequest,
    bodyLimit,
    config: { errors: ['UPDATE_RUN_NOT_FOUND', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'reportUpdateHosts',
      tags: ['updates'],
      summary: 'Report the results of hosts in an update run',
      summaryJa: '実行中の各ホストの結果を報告する',
      answer: 'The results were stored. Returns how many of them changed something, and how many did not.',
      params,
      body: updateHosts,
      response: { 200: started.extend({
        accepted: z.number().int(),
        ignored: z.number().int().meta(about(
          'The number of items that changed nothing, because they were repeated or older than what is stored.',
          0
        ))
      }) }
    },
    // The hosts in the body are checked below, in slices.
    validatorCompiler: bodyCheckedBy(() => hostsFrame)
  }, async (request) => {
    const { run } = request.params
    const hosts = await parseInSlices(request.body.hosts, { field: 'hosts', schema: updateHosts.shape.hosts.element })
    return { requestId: request.id, run, ...await updates.report(run, hosts, { requestId: request.id }) }
  })

  app.post('/api/updates/:run/end', {
    onRequest,
    config: { errors: ['UPDATE_RUN_NOT_FOUND', 'UPDATE_RUN_CONFLICT', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'endUpdateRun',
      tags: ['updates'],
      summary: 'Report the end of an update run; returns the outcome determined by the collector',
      summaryJa: '更新の実行を終える。コレクターの判定を返す',
      answer: 'The run has ended, with the outcome that the collector has determined.',
      params,
      body: updateEnd,
      response: { 200: started.extend({
        outcome: z.enum(runOutcomes).describe('The outcome; null while it is in progress.'),
        message: z.string().nullable().meta(about('An explanation of the outcome.', 'cancelled by admin'))
      }) }
    }
  }, async (request) => {
    const { run } = request.params
    const { outcome, message } = await updates.end(run, request.body)
    request.log.info({ run, outcome, stated: request.body.outcome }, 'update run ended')
    return { requestId: request.id, run, outcome, message: message ?? null }
  })
}
