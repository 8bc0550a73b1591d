import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { about, queueView, runDetails, runId, runKinds, runList } from '@mimamori/contract'
import { listPage } from '../platform/http/answers/list-page.ts'
import { UnknownRunError, type Updates } from './updates.ts'
import { sendJsonPieces } from '../platform/http/answers/send-pieces.ts'
import { sendStream } from '../platform/http/event-streams/event-stream.ts'
import type { RunFeed } from './run-feed.ts'
import { runJson, serverTime } from './run-json.ts'
import type { Registry } from '../devices/registry/registry.ts'
import type { Clock } from '../platform/clock/clock.ts'

interface UpdateListDeps {
  readonly updates: Updates
  readonly registry: Registry
  readonly clock: Clock
  readonly runFeed: RunFeed
}

/** Strict: a filter that is misspelt must not look like one that found everything. */
const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).meta(about('The maximum number of items to return.', 50)),
  kind: z.enum(runKinds).optional().describe('update, or other for playbooks that update nothing.'),
  cursor: runId.optional().describe('Where to continue: the `nextCursor` of the previous page.')
})

/** Update runs, for curl, programs and the page; one run also live. */
export const updateListRoutes = ({ updates, registry, clock, runFeed }: UpdateListDeps): FastifyPluginAsyncZod => async (app) => {
  const onRequest = app.requireRole('viewer', 'update')

  app.get('/api/updates', {
    onRequest,
    config: { errors: ['STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'listUpdateRuns',
      tags: ['updates'],
      summary: 'List update runs and other playbook runs, newest first; `kind` returns only one of the two',
      summaryJa: '更新とその他のプレイブックの実行（新しい順）。kind でどちらかに絞り込める',
      answer: 'The runs, newest first.',
      querystring: listQuery,
      response: { 200: runList }
    }
  }, async (request) => {
    const { limit, kind, cursor } = request.query
    const { items, followedBy } = await listPage(limit, (limit) =>
      updates.list({ limit, ...(kind !== undefined && { kind }), ...(cursor !== undefined && { before: cursor }) })
    )
    return { requestId: request.id, runs: [...items], ...followedBy && { nextCursor: followedBy.run } }
  })

  app.get('/api/updates/queue', {
    onRequest,
    schema: {
      operationId: 'getUpdateQueue',
      tags: ['updates'],
      summary: 'Get the update queue and the pinned devices',
      summaryJa: '更新待ちの端末と固定中の端末',
      answer: 'The queue and the pinned devices, as the update runner last reported them.',
      response: { 200: queueView }
    }
  }, async (request) => {
    const withEnrolled = <One extends { readonly host: string }>(all: readonly One[]) =>
      all.map((one) => ({ ...one, enrolled: registry.get(one.host) !== undefined }))
    return {
      requestId: request.id,
      waiting: withEnrolled(updates.queue.reported.waiting),
      pinned: withEnrolled(updates.queue.reported.pinned)
    }
  })

  app.get('/api/updates/:run', {
    onRequest,
    config: { errors: ['UPDATE_RUN_NOT_FOUND', 'STORAGE_UNAVAILABLE', 'OVERLOADED'] },
    schema: {
      operationId: 'getUpdateRun',
      tags: ['updates'],
      summary: 'Get an update run with its hosts; with `accept: text/event-stream`, every change until it ends',
      summaryJa: '更新の実行 1 件と各ホストの結果。accept: text/event-stream を付けると、終わるまで続けて受け取れる',
      answer: 'The run with its hosts; as an event stream, one event per change until it ends.',
      params: z.object({ run: runId.meta(about('The ID of the run.', '20261125-085000-0a1b2c')) }),
      response: { 200: runDetails }
    }
  }, async (request, reply) => {
    const { run } = request.params
    const summary = await updates.get(run)
    if (!summary) throw new UnknownRunError(run)
    void reply.header('vary', 'accept')
    if (request.headers.accept?.includes('text/event-stream') !== true) {
      return sendJsonPieces(
        request,
        reply,
        runJson({ requestId: request.id, serverTime: serverTime(clock), run: summary }, updates.hosts(run))
      )
    }
    const stream = app.openStream(request, reply)
    runFeed.add(stream, run, request.id)
    return sendStream(reply, stream)
  })
}
