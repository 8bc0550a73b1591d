import { z } from 'zod'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  about, languages, oneReceiver, onlyConfiguration, receiver, receiverChange, receiverList, type Receiver
} from '@mimamori/contract'
import type { Alerting } from '../alerting.ts'
import { unknownSiteMessages } from '../unknown-name-text.ts'
import { unknownNames } from '../unknown-names.ts'
import { viewMailRelay, viewReceiver } from './view-receiver.ts'
import type { Registry } from '../../devices/registry/registry.ts'
import { requestLanguage } from '../../platform/language/request-language.ts'
import { toIssues, validationFailed } from '../../platform/http/errors/validation.ts'

const isoTimeOf = (ms: number | undefined): string | null => ms === undefined ? null : new Date(ms).toISOString()
const nameInPath = z.object({ name: z.string().meta(about('The name of the receiver.', 'maintenance')) })
/** The language of the sentences in the answer. */
const inLanguage = z.strictObject({
  lang: z.enum(languages).optional().meta(about(
    'The language of texts for people. Defaults to that of the header `accept-language`.',
    'ja'
  ))
})

interface Deps extends Pick<Alerting, 'receivers' | 'lastNotifications'> {
  readonly registry: Pick<Registry, 'all'>
}

/** Receivers are listed, added, changed and removed; no answer has their secrets. */
export const receiverRoutes = ({ receivers, lastNotifications, registry }: Deps): FastifyPluginAsyncZod => async (app) => {
  /** An unknown site may be mistyped, or have only devices that are still to be enrolled. */
  const warnings = (request: FastifyRequest) => {
    const [known, language] = [new Set(registry.all().map(({ site }) => site).filter((site) => site !== '')), requestLanguage(request)]
    return ({ sites }: Receiver): string[] => unknownNames(sites, known).map(unknownSiteMessages[language])
  }
  const answer = (request: FastifyRequest, one: Receiver) => ({
    requestId: request.id,
    receiver: viewReceiver(one),
    configuration: receivers.configuration(),
    warnings: warnings(request)(one)
  })

  app.get('/api/receivers', {
    onRequest: app.requireRole('viewer'),
    config: { errors: ['STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'listReceivers',
      tags: ['alerts'],
      summary: 'List the receivers and the mail relay, without secrets',
      summaryJa: 'アラートの通知先の一覧とメールサーバー（秘密の値は含まない）',
      answer: 'The receivers and the mail relay, and whether Alertmanager uses them.',
      querystring: inLanguage,
      response: { 200: receiverList }
    }
  }, async (request) => {
    const last = await lastNotifications(requestLanguage(request))
    const { receivers: all, relay } = receivers.current()
    const warningsOf = warnings(request)
    const listed = all.map((each) => {
      const { notifiedMs, problem } = last.get(each.name) ?? {}
      return {
        ...viewReceiver(each),
        warnings: warningsOf(each),
        lastNotifiedAt: isoTimeOf(notifiedMs),
        lastProblem: problem ? { at: isoTimeOf(problem.atMs)!, text: problem.text } : null
      }
    })
    return {
      requestId: request.id,
      receivers: listed,
      relay: relay ? viewMailRelay(relay, request.operator.role) : null,
      configuration: receivers.configuration()
    }
  })

  app.post('/api/receivers', {
    onRequest: app.requireRole(),
    config: { errors: ['RECEIVER_EXISTS', 'MAIL_RELAY_REQUIRED', 'CONFIGURATION_REFUSED', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'addReceiver',
      tags: ['alerts'],
      summary: 'Add a receiver',
      summaryJa: '通知先を追加する',
      answer: 'The receiver was added.',
      querystring: inLanguage,
      body: receiver,
      response: { 201: oneReceiver }
    }
  }, async (request, reply) => {
    const added = await receivers.add(request.body, request.author)
    request.log.info({ receiver: added.name, by: request.operator.name }, 'receiver added')
    return reply.code(201).send(answer(request, added))
  })

  app.get('/api/receivers/:name', {
    onRequest: app.requireRole('viewer'),
    config: { errors: ['RECEIVER_NOT_FOUND'] },
    schema: {
      operationId: 'getReceiver',
      tags: ['alerts'],
      summary: 'Get a receiver, without secrets',
      summaryJa: '通知先 1 件（秘密の値は含まない）',
      answer: 'The receiver.',
      params: nameInPath,
      querystring: inLanguage,
      response: { 200: oneReceiver }
    }
  }, async (request) => answer(request, receivers.get(request.params.name)))

  app.patch('/api/receivers/:name', {
    onRequest: app.requireRole(),
    config: { errors: ['RECEIVER_NOT_FOUND', 'MAIL_RELAY_REQUIRED', 'CONFIGURATION_REFUSED', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'changeReceiver',
      tags: ['alerts'],
      summary: 'Change a receiver; secrets that are left out are kept',
      summaryJa: '通知先を変更する。省いた秘密の値はそのまま残る',
      answer: 'The changed receiver.',
      params: nameInPath,
      querystring: inLanguage,
      body: receiverChange,
      response: { 200: oneReceiver }
    }
  }, async (request) => {
    try {
      const changed = await receivers.change(request.params.name, request.body, request.author)
      request.log.info({ receiver: changed.name, by: request.operator.name }, 'receiver changed')
      return answer(request, changed)
    } catch (error) {
      throw error instanceof z.ZodError ? validationFailed(toIssues(error.issues)) : error
    }
  })

  app.delete('/api/receivers/:name', {
    onRequest: app.requireRole(),
    config: { errors: ['RECEIVER_NOT_FOUND', 'CONFIGURATION_REFUSED', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'removeReceiver',
      tags: ['alerts'],
      summary: 'Remove a receiver',
      summaryJa: '通知先を削除する',
      answer: 'The receiver was removed.',
      params: nameInPath,
      response: { 200: onlyConfiguration }
    }
  }, async (request) => {
    await receivers.remove(request.params.name, request.author)
    request.log.info({ receiver: request.params.name, by: request.operator.name }, 'receiver removed')
    return { requestId: request.id, configuration: receivers.configuration() }
  })
}
