import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { about, notificationProblems, requestId, type NotificationProblem } from '@mimamori/contract'

/** The reason why the collector cannot do its work, as a code and a sentence with the next step; undefined while it can. */
export type ReadinessCheck = () => Promise<{ readonly code: string, readonly message: string } | undefined>

interface Deps {
  /** Asked in this order. */
  readonly readinessChecks: readonly ReadinessCheck[]
  /** The reason why nobody would be notified of an alert; undefined if somebody would. */
  readonly notificationProblem: () => NotificationProblem | undefined
}

const readiness = z.object({
  requestId,
  ready: z.boolean().meta(about('Whether the collector is ready.', true)),
  reasons: z.array(z.object({
    code: z.string().meta(about('The code of the reason.', 'CLOCK_UNTRUSTED')),
    message: z.string().meta(about('The problem and what to do about it.', 'the disk is full'))
  })).describe('Why the collector is not ready.'),
  notificationProblem: z.enum(notificationProblems).nullable()
})

/** Liveness and readiness, for anyone. */
export const healthRoutes = ({ readinessChecks, notificationProblem }: Deps): FastifyPluginAsyncZod => async (app) => {
  app.get('/healthz', {
    config: { isForAnyHost: true },
    schema: {
      operationId: 'getLiveness',
      tags: ['server'],
      summary: 'Check that the process responds',
      summaryJa: 'プロセスが応答するか',
      answer: 'The process responds.',
      response: { 200: z.object({ requestId, ok: z.boolean().meta(about('Always true.', true)) }) }
    }
  }, async (request) => ({ requestId: request.id, ok: true }))

  app.get('/readyz', {
    config: { isForAnyHost: true },
    schema: {
      operationId: 'getReadiness',
      tags: ['server'],
      summary: 'Check that the collector is ready, and that alerts would reach somebody; if not, returns the reasons',
      summaryJa: '動作できる状態か、アラートの通知が届く状態か。そうでない場合はその理由',
      answer: { 200: 'The collector is ready.', 503: 'The collector is not ready. `reasons` says why, and what to do.' },
      response: { 200: readiness, 503: readiness }
    }
  }, async (request, reply) => {
    const reasons = (await Promise.all(readinessChecks.map((check) => check()))).filter((reason) => reason !== undefined)
    return reply
      .code(reasons.length === 0 ? 200 : 503)
      .send({ requestId: request.id, ready: reasons.length === 0, reasons, notificationProblem: notificationProblem() ?? null })
  })
}
