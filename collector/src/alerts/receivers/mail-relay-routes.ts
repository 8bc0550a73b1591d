import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { mailRelay, oneMailRelay, onlyConfiguration } from '@mimamori/contract'
import type { Receivers } from './receivers.ts'
import { viewMailRelay } from './view-receiver.ts'

/** The server that takes the mail of all receivers of e-mail. */
export const mailRelayRoutes = ({ receivers }: { readonly receivers: Receivers }): FastifyPluginAsyncZod => async (app) => {
  app.get('/api/receivers/relay', {
    onRequest: app.requireRole('viewer'),
    schema: {
      operationId: 'getMailRelay',
      tags: ['alerts'],
      summary: 'Get the mail relay, without its password',
      summaryJa: 'メールサーバーの設定（パスワードは含まない）',
      answer: 'The mail relay; null if none is set.',
      response: { 200: oneMailRelay }
    }
  }, async (request) => {
    const { relay } = receivers.current()
    return {
      requestId: request.id,
      relay: relay ? viewMailRelay(relay, request.operator.role) : null,
      configuration: receivers.configuration()
    }
  })

  app.put('/api/receivers/relay', {
    onRequest: app.requireRole(),
    config: { errors: ['CONFIGURATION_REFUSED', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'setMailRelay',
      tags: ['alerts'],
      summary: 'Set the mail relay; replaces all of its fields',
      summaryJa: 'メールサーバーを設定する（すべての項目を置き換える）',
      answer: 'The mail relay was set.',
      body: mailRelay,
      response: { 200: oneMailRelay }
    }
  }, async (request) => {
    await receivers.setRelay(request.body, request.author)
    request.log.info({ by: request.operator.name }, 'mail relay set')
    return { requestId: request.id, relay: viewMailRelay(request.body, request.operator.role), configuration: receivers.configuration() }
  })

  app.delete('/api/receivers/relay', {
    onRequest: app.requireRole(),
    config: { errors: ['MAIL_RELAY_REQUIRED', 'CONFIGURATION_REFUSED', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'removeMailRelay',
      tags: ['alerts'],
      summary: 'Remove the mail relay; rejected while e-mail receivers need it',
      summaryJa: 'メールサーバーの設定を削除する。メールの通知先が残っている間はできない',
      answer: 'The mail relay was removed.',
      response: { 200: onlyConfiguration }
    }
  }, async (request) => {
    await receivers.setRelay(undefined, request.author)
    request.log.info({ by: request.operator.name }, 'mail relay removed')
    return { requestId: request.id, configuration: receivers.configuration() }
  })
}
