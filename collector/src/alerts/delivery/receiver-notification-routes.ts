import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { about, alertNotification, requestId } from '@mimamori/contract'
import type { Alerting } from '../alerting.ts'
import { withLateEnds } from '../alertmanager/late-ends.ts'
import { ApiError } from '../../platform/errors/error-codes.ts'
import { deliveryMessage } from './delivery-text.ts'

/**
 * Alertmanager passes each notification to the collector, which answers once the receiver took it: 422 if another try would fail the same
 * way, 502 if it may not (Alertmanager tries 5xx again).
 */
export const receiverNotificationRoutes = ({ deliver }: Pick<Alerting, 'deliver'>): FastifyPluginAsyncZod => async (app) => {
  app.post('/api/receivers/:name/notifications', {
    onRequest: app.requireRole('alert'),
    config: { errors: ['RECEIVER_NOT_FOUND', 'DELIVERY_REFUSED', 'DELIVERY_FAILED'] },
    schema: {
      operationId: 'deliverNotification',
      tags: ['alerts'],
      summary: 'Send a notification to a receiver (called by Alertmanager)',
      summaryJa: '通知先に通知する（Alertmanager が呼び出す）',
      answer: 'The receiver’s server accepted the notification.',
      params: z.object({ name: z.string().meta(about('The name of the receiver.', 'phones')) }),
      body: alertNotification,
      response: { 200: z.object({ requestId }) }
    }
  }, async (request) => {
    const failure = await deliver(request.params.name, withLateEnds(request.body))
    if (failure) throw new ApiError(failure.isTemporary ? 'DELIVERY_FAILED' : 'DELIVERY_REFUSED', deliveryMessage(failure.problem, 'en'))
    return { requestId: request.id }
  })
}
