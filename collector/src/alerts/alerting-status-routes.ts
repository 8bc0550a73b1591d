import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { alertingStatus } from '@mimamori/contract'
import type { Alerting } from './alerting.ts'

/** `GET /api/alerts/status`: how many alerts fire, and whether anybody would be notified. */
export const alertingStatusRoutes =
  ({
    receivers,
    alerts,
    connection,
    notificationProblem,
    undelivered
  }: Pick<Alerting, 'receivers' | 'alerts' | 'connection' | 'notificationProblem' | 'undelivered'>): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        '/api/alerts/status',
        {
          onRequest: app.requireRole('viewer'),
          config: { errors: ['STORAGE_UNAVAILABLE'] },
          schema: {
            operationId: 'getAlertingStatus',
            tags: ['alerts'],
            summary: 'Get the number of firing alerts, and the reason if no notifications are sent',
            summaryJa: '発生中のアラートの件数と、アラートが誰かに届く状態か。届かない場合はその理由',
            answer: 'The number of firing alerts, and the reason if no notifications are sent.',
            response: { 200: alertingStatus }
          }
        },
        async (request) => {
          const sinceMs = connection()?.unknownSinceMs
          const enabled = receivers.current().receivers.filter((receiver) => receiver.enabled)
          return {
            requestId: request.id,
            notificationProblem: notificationProblem() ?? null,
            unknownSince: sinceMs === undefined ? null : new Date(sinceMs).toISOString(),
            firing: await alerts.counts(),
            suppressed: await alerts.suppressed(),
            receivers: enabled.length,
            infoReceivers: enabled.filter(({ severities }) => severities.includes('info')).length,
            undelivered: [...undelivered()],
            configuration: receivers.configuration()
          }
        }
      )
    }
