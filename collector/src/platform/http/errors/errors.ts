import fp from 'fastify-plugin'
import { config } from 'zod/v4/core'
import type { FastifyInstance } from 'fastify'
import { answerError } from './error-answer.ts'
import { zodMessage } from './zod-message.ts'

const plugin = async (app: FastifyInstance): Promise<void> => {
  config({ customError: zodMessage })
  app.setErrorHandler((error, request, reply) => { answerError(error, request, reply) })
}

/** One shape for every error, and one form for a mistake in a field, wherever in this process a schema finds it. */
export default fp(plugin, { name: 'errors', fastify: '5.x' })
