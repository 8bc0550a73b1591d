import { z } from 'zod'
import { requestId } from '@mimamori/contract'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Clock } from './clock.ts'
import type { ClockGuard } from './clock-guard.ts'

/** `POST /api/clock/confirm`: the administrator has checked the server's time. */
export const clockConfirmRoutes = (
  { clock, clockGuard }: { readonly clock: Clock, readonly clockGuard: ClockGuard }
): FastifyPluginAsyncZod => async (app) => {
  app.post(
    '/api/clock/confirm',
    {
      onRequest: app.requireRole('admin'),
      config: { errors: ['STORAGE_UNAVAILABLE'] },
      schema: {
        operationId: 'confirmClock',
        summary: "Confirm that the server's clock is correct; valid until the next boot",
        summaryJa: 'サーバーの時計が正しいことを確認する。次の起動まで有効',
        answer: 'The clock was confirmed.',
        tags: ['server'],
        response: { 200: z.object({ requestId, serverTime: z.iso.datetime(), trusted: z.boolean() }) }
      }
    },
    async (request) => {
      await clockGuard.confirm(request.author)
      request.log.info({ by: request.operator.name, at: new Date(clock.nowMs()).toISOString() }, 'clock confirmed')
      return { requestId: request.id, serverTime: new Date(clock.nowMs()).toISOString(), trusted: clockGuard.trusted }
    }
  )
}
