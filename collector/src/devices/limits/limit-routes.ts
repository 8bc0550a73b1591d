import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { about, limitList, limitsChange, limitScopes, wholeFleet, type LimitList, type LimitScope } from '@mimamori/contract'
import { defaultLimits } from '@mimamori/contract/default-limits'
import type { Limits } from './limits.ts'
import { ApiError } from '../../platform/errors/error-codes.ts'

const scopeInPath = z.object({
  scope: z.enum(limitScopes),
  name: z.string().trim().min(1).max(64).meta(about('The name of the site or role; `all` for the fleet.', 'north'))
})

const requireKnown = ({ scope, name }: { readonly scope: LimitScope, readonly name: string }): void => {
  if (scope !== 'fleet' || name === wholeFleet) return
  const message = `expected ${wholeFleet}: there is one fleet`
  throw new ApiError('VALIDATION_FAILED', `name ${message}`, { issues: [{ path: '/name', message }] })
}

/** The limits of the fleet, of sites and of roles. A device's own limits are part of its registration. */
export const limitRoutes = ({ limits }: { readonly limits: Limits }): FastifyPluginAsyncZod => async (app) => {
  const list = (requestId: string): LimitList => ({ requestId, defaults: defaultLimits, limits: [...limits.all()] })

  app.get('/api/limits', {
    onRequest: app.requireRole('viewer'),
    schema: {
      operationId: 'listLimits',
      tags: ['registry'],
      summary: 'List the limits that are set for the fleet, for sites and for roles',
      summaryJa: '全体、拠点、役割に設定したしきい値の一覧',
      answer: 'The limits, the fleet’s first, and the defaults.',
      response: { 200: limitList }
    }
  }, async (request) => list(request.id))

  app.put('/api/limits/:scope/:name', {
    onRequest: app.requireRole(),
    config: { errors: ['STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'setLimits',
      tags: ['registry'],
      summary: 'Set the limits of the fleet, a site or a role; replaces all that are set there',
      summaryJa: '全体、拠点または役割のしきい値を設定する（設定済みの値をすべて置き換える）',
      answer: 'All limits, after the change.',
      params: scopeInPath,
      body: limitsChange,
      response: { 200: limitList }
    }
  }, async (request) => {
    requireKnown(request.params)
    const { scope, name } = request.params
    await limits.set(scope, name, request.body, request.author)
    request.log.info({ scope, name, by: request.operator.name }, 'limits set')
    return list(request.id)
  })

  app.delete('/api/limits/:scope/:name', {
    onRequest: app.requireRole(),
    config: { errors: ['STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'removeLimits',
      tags: ['registry'],
      summary: 'Remove the limits of the fleet, a site or a role',
      summaryJa: '全体、拠点または役割のしきい値を削除する',
      answer: 'All limits, after the change.',
      params: scopeInPath,
      response: { 200: limitList }
    }
  }, async (request) => {
    const { scope, name } = request.params
    await limits.set(scope, name, undefined, request.author)
    request.log.info({ scope, name, by: request.operator.name }, 'limits removed')
    return list(request.id)
  })
}
