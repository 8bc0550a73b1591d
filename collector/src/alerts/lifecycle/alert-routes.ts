import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { about, acknowledgementRequest, alertGroups, alertList, alertStates, fingerprint, oneAlert } from '@mimamori/contract'
import type { Alerts } from './alerts.ts'
import { listPage } from '../../platform/http/answers/list-page.ts'

const cursor = z.string().regex(/^\d{1,15}-\d{1,15}$/, 'expected the nextCursor of an answer').transform((text) => {
  const [startsMs, id] = text.split('-').map(Number) as [number, number]
  return { startsMs, id }
})
const filter = z.string().min(1).max(256).optional()
const listQuery = z.strictObject({
  state: z.enum(alertStates).optional().meta(about('Return only alerts in this state.', 'firing')),
  device: filter.meta(about('Return only alerts of this device.', 'pi-kiosk-03')),
  site: filter.meta(about('Return only alerts of this site.', 'north')),
  name: filter.meta(about('Return only alerts with this name.', 'DeviceSilent')),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta(about('The maximum number of items to return.', 50)),
  cursor: cursor.optional().describe('Where to continue: the `nextCursor` of the previous page.')
})
const inPath = z.object({ fingerprint })

/** Firing and resolved alerts, and acknowledgements of those that are firing. */
export const alertRoutes = ({ alerts }: { readonly alerts: Alerts }): FastifyPluginAsyncZod => async (app) => {
  app.get('/api/alerts', {
    onRequest: app.requireRole('viewer'),
    config: { errors: ['STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'listAlerts',
      tags: ['alerts'],
      summary: 'List alerts, newest first; `state=firing` returns only those that are firing',
      summaryJa: 'アラートの一覧（新しい順）。state=firing で発生中のものに絞り込める',
      answer: 'The matching alerts, newest first.',
      querystring: listQuery,
      response: { 200: alertList }
    }
  }, async (request) => {
    const { state, device, site, name, limit, cursor } = request.query
    const { items, followedBy } = await listPage(limit, (limit) =>
      alerts.list({
        limit,
        ...(state !== undefined && { state }),
        ...(device !== undefined && { device }),
        ...(site !== undefined && { site }),
        ...(name !== undefined && { name }),
        ...(cursor !== undefined && { before: cursor })
      })
    )
    return {
      requestId: request.id,
      alerts: items.map(({ view }) => view),
      ...(followedBy && { nextCursor: `${followedBy.startsMs}-${followedBy.id}` })
    }
  })

  app.get('/api/alerts/groups', {
    onRequest: app.requireRole('viewer'),
    config: { errors: ['STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'listAlertGroups',
      tags: ['alerts'],
      summary: 'List firing alerts, grouped by name, severity and site, most severe first',
      summaryJa: '発生中のアラートを名前・重大度・拠点ごとにまとめた一覧（重大度の高い順）',
      answer: 'The groups; empty if no alerts are firing.',
      response: { 200: alertGroups }
    }
  }, async (request) => ({ requestId: request.id, groups: [...await alerts.groups()] }))

  app.post('/api/alerts/:fingerprint/acknowledge', {
    onRequest: app.requireRole(),
    config: { errors: ['ALERT_NOT_FOUND', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'acknowledgeAlert',
      tags: ['alerts'],
      summary: 'Acknowledge a firing alert',
      summaryJa: '発生中のアラートを確認済みにする',
      answer: 'The alert is acknowledged.',
      params: inPath,
      body: acknowledgementRequest.optional(),
      response: { 200: oneAlert }
    }
  }, async (request) => {
    const { by = request.operator.name, note } = request.body ?? {}
    const alert = await alerts.acknowledge(
      request.params.fingerprint,
      { by, ...(note !== undefined && note !== '' && { note }) },
      request.author
    )
    request.log.info({ alert: alert.name, device: alert.device, by: request.operator.name, signed: by }, 'alert acknowledged')
    return { requestId: request.id, alert }
  })

  app.delete('/api/alerts/:fingerprint/acknowledge', {
    onRequest: app.requireRole(),
    config: { errors: ['ALERT_NOT_FOUND', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'withdrawAcknowledgement',
      tags: ['alerts'],
      summary: 'Withdraw the acknowledgement of a firing alert',
      summaryJa: '発生中のアラートの確認済みを取り消す',
      answer: 'The alert is no longer acknowledged.',
      params: inPath,
      response: { 200: oneAlert }
    }
  }, async (request) => {
    const alert = await alerts.withdraw(request.params.fingerprint, request.author)
    request.log.info({ alert: alert.name, device: alert.device, by: request.operator.name }, 'acknowledgement of an alert withdrawn')
    return { requestId: request.id, alert }
  })
}
