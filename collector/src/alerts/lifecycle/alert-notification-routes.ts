import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { alertNotification, alertNotificationQuery, requestId } from '@mimamori/contract'
import { withLateEnds } from '../alertmanager/late-ends.ts'
import type { Alerts } from './alerts.ts'

/** `POST /api/alerts`: Alertmanager sends each notification to the collector, too; answered once it is stored. */
export const alertNotificationRoutes = ({ alerts }: { readonly alerts: Alerts }): FastifyPluginAsyncZod => async (app) => {
  app.post('/api/alerts', {
    onRequest: app.requireRole('alert'),
    config: { errors: ['STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'keepAlerts',
      tags: ['alerts'],
      summary: 'Store firing and resolved alerts, and with `receiver` also who is being notified of them (called by Alertmanager)',
      summaryJa: 'アラートの発生と復旧を保存する。receiver を付けると通知先も記録する（Alertmanager が呼び出す）',
      answer: 'The alerts were stored.',
      querystring: alertNotificationQuery,
      body: alertNotification,
      response: { 200: z.object({ requestId }) }
    }
  }, async (request) => {
    const { receiver } = request.query
    await alerts.accept(withLateEnds(request.body), receiver === undefined ? undefined : { receiver, isDelivered: false })
    return { requestId: request.id }
  })
}
