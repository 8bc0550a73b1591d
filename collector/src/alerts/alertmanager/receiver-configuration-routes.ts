import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { configurationAnswer } from '@mimamori/contract'
import type { Alerting } from '../alerting.ts'

/** The text to paste into an Alertmanager that somebody else runs. */
export const receiverConfigurationRoutes =
  ({ receivers, configurationToPaste }: Pick<Alerting, 'receivers' | 'configurationToPaste'>): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        '/api/receivers/configuration',
        {
          onRequest: app.requireRole(),
          config: { errors: ['CONFIGURATION_REFUSED'] },
          schema: {
            operationId: 'getReceiverConfiguration',
            tags: ['alerts'],
            summary: 'Get the configuration for an Alertmanager that you run yourself, without secrets',
            summaryJa: '別に運用している Alertmanager に貼り付ける設定',
            answer: 'The configuration, and the files that it refers to.',
            response: { 200: configurationAnswer }
          }
        },
        async (request) => ({ requestId: request.id, configuration: receivers.configuration(), ...(await configurationToPaste()) })
      )
    }
