import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { deviceHistory, deviceHistoryQuery } from '@mimamori/contract'
import { gatherHistory, type HistoryDeps } from './device-history.ts'
import { idInPath } from '../snapshot/device-answers.ts'

/** `GET /api/clients/:id/history`: the data of the charts on a device's page. */
export const deviceHistoryRoutes = (parts: Omit<HistoryDeps, 'onError'>): FastifyPluginAsyncZod => async (app) => {
  app.get(
    '/api/clients/:id/history',
    {
      onRequest: app.requireRole('viewer'),
      config: { errors: ['CLIENT_DEVICE_NOT_FOUND', 'PROMETHEUS_UNAVAILABLE', 'PROMETHEUS_REFUSED', 'STORAGE_UNAVAILABLE'] },
      schema: {
        operationId: 'getDeviceHistory',
        tags: ['fleet'],
        summary:
          'Get the key metrics of a device over 6 hours, or longer with a Prometheus, with its updates, reboots, pauses and silences',
        summaryJa: '端末 1 台の値の推移（6 時間。Prometheus があればさらに長期間）と、その間の更新・再起動・一時停止・サイレンス',
        answer: 'The key metrics of the device over the range, and the events in it.',
        params: idInPath,
        querystring: deviceHistoryQuery,
        response: { 200: deviceHistory }
      }
    },
    async (request) => ({
      requestId: request.id,
      ...(await gatherHistory(
        {
          ...parts,
          onError: (error) => {
            request.log.warn({ err: error }, 'charts lack marks')
          }
        },
        request.params.id,
        request.query.range
      ))
    })
  )
}
