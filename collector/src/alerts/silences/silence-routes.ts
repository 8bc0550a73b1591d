import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { FastifyRequest } from 'fastify'
import { about, addedSilence, languages, oneSilence, silenceList, silenceRequest } from '@mimamori/contract'
import type { Alerts } from '../lifecycle/alerts.ts'
import { unknownAlertMessages } from '../unknown-name-text.ts'
import { unknownNames } from '../unknown-names.ts'
import type { CurrentSilence, Silences } from './silences.ts'
import { runbookNames } from '@mimamori/contract/runbook-names'
import { UnknownDeviceError, type Registry } from '../../devices/registry/registry.ts'
import { ApiError } from '../../platform/errors/error-codes.ts'
import { requestLanguage } from '../../platform/language/request-language.ts'

interface Deps {
  readonly silences: Silences
  readonly alerts: Pick<Alerts, 'names'>
  readonly registry: Pick<Registry, 'get' | 'all'>
}

const idInPath = z.object({ id: z.uuid().meta(about('The ID of the silence.', '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21')) })
/** The language of the sentences in the answer. */
const inLanguage = z.strictObject({ lang: z.enum(languages).optional() })

/** Silences and planned maintenance. One for an unknown device or site would silence nothing, and is rejected. */
export const silenceRoutes = ({ silences, alerts, registry }: Deps): FastifyPluginAsyncZod => async (app) => {
  const ours = new Set(await runbookNames())
  /** An unknown name of an alert may be mistyped, or be of a rule of the user's own. */
  const warnings = async (request: FastifyRequest, matchers: CurrentSilence['matchers']): Promise<string[]> => {
    const names = matchers.filter(({ name, isRegex }) => name === 'alertname' && !isRegex).map(({ value }) => value)
    if (unknownNames(names, ours).length === 0) return []
    return unknownNames(names, new Set([...ours, ...(await alerts.names())])).map(unknownAlertMessages[requestLanguage(request)])
  }

  app.get(
    '/api/silences',
    {
      onRequest: app.requireRole('viewer'),
      config: { errors: ['ALERTMANAGER_UNAVAILABLE', 'ALERTMANAGER_REFUSED'] },
      schema: {
        operationId: 'listSilences',
        tags: ['alerts'],
        summary: 'List active and pending silences, including those created elsewhere',
        summaryJa: '有効なサイレンスと、これから始まるサイレンスの一覧（作成者を問わない）',
        answer: 'The silences, sorted by their start.',
        querystring: inLanguage,
        response: { 200: silenceList }
      }
    },
    async (request) => ({
      requestId: request.id,
      silences: await Promise.all(
        (await silences.list()).map(async (silence) => ({ ...silence, warnings: await warnings(request, silence.matchers) }))
      )
    })
  )

  app.post(
    '/api/silences',
    {
      onRequest: app.requireRole(),
      config: {
        errors: ['CLIENT_DEVICE_NOT_FOUND', 'SITE_NOT_FOUND', 'ALERTMANAGER_UNAVAILABLE', 'ALERTMANAGER_REFUSED', 'STORAGE_UNAVAILABLE']
      },
      schema: {
        operationId: 'addSilence',
        tags: ['alerts'],
        summary:
          'Silence the alerts of a device, a site or a name until a given time; with `from`, the silence starts later (planned maintenance)',
        summaryJa: '端末、拠点またはアラート名について、指定の時刻まで通知を止める。from を付けると計画保守になる',
        answer: 'The silence was created.',
        querystring: inLanguage,
        body: silenceRequest,
        response: { 201: addedSilence }
      }
    },
    async (request, reply) => {
      const { device, site, alertname, by = request.operator.name } = request.body
      if (device !== undefined && registry.get(device) === undefined) throw new UnknownDeviceError(`no device is enrolled as ${device}`)
      if (site !== undefined && !registry.all().some((known) => known.site === site)) {
        throw new ApiError('SITE_NOT_FOUND', `no device is enrolled at the site ${site}`)
      }
      const id = await silences.add(request.body, by, request.author)
      request.log.info({ silence: id, by: request.operator.name, signed: by }, 'silence added')
      return reply.code(201).send({
        requestId: request.id,
        id,
        warnings:
          alertname === undefined ? [] : await warnings(request, [{ name: 'alertname', value: alertname, isRegex: false, isEqual: true }])
      })
    }
  )

  app.delete('/api/silences/:id', {
    onRequest: app.requireRole(),
    config: { errors: ['SILENCE_NOT_FOUND', 'ALERTMANAGER_UNAVAILABLE', 'ALERTMANAGER_REFUSED', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'endSilence',
      tags: ['alerts'],
      summary: 'End a silence',
      summaryJa: 'サイレンスを終える',
      answer: 'The silence was ended.',
      params: idInPath,
      response: { 200: oneSilence }
    }
  }, async (request) => {
    await silences.end(request.params.id, request.author)
    request.log.info({ silence: request.params.id, by: request.operator.name }, 'silence ended')
    return { requestId: request.id, id: request.params.id }
  })
}
