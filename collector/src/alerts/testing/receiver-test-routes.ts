import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { about, languages, receiverTest } from '@mimamori/contract'
import type { Alerting } from '../alerting.ts'
import { testMessage, testStepText } from './receiver-test-text.ts'
import { requestLanguage } from '../../platform/language/request-language.ts'

/** `POST /api/receivers/:name/test`: sends a test alert through Alertmanager and answers with the result of each hop. */
export const receiverTestRoutes = ({ test }: Pick<Alerting, 'test'>): FastifyPluginAsyncZod => async (app) => {
  app.post('/api/receivers/:name/test', {
    onRequest: app.requireRole(),
    config: { errors: ['RECEIVER_NOT_FOUND', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'testReceiver',
      tags: ['alerts'],
      security: [{ operatorToken: [] }],
      summary: 'Send a test alert to a receiver through Alertmanager and return the result; takes up to 30 seconds',
      summaryJa: '通知先にテストのアラートを送り、結果を返す（最長 30 秒ほどかかる）',
      answer: 'The result of the test.',
      params: z.object({ name: z.string().meta(about('The name of the receiver.', 'phones')) }),
      querystring: z.strictObject({ lang: z.enum(languages).optional() }),
      body: z.strictObject({}).optional(),
      response: { 200: receiverTest }
    }
  }, async (request) => {
    const { outcome, finding, at, steps } = await test(request.params.name, request.author)
    const language = requestLanguage(request)
    request.log.info({ receiver: request.params.name, by: request.operator.name, outcome }, 'receiver tested')
    return {
      requestId: request.id,
      outcome,
      text: testMessage(finding, language),
      steps: steps.map((step) => ({ outcome: step.outcome, text: testStepText(step.name, at, language) }))
    }
  })
}
