import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import { answerError } from '../http/errors/error-answer.ts'

const plugin = async (app: FastifyInstance): Promise<void> => {
  app.setErrorHandler((error, request, reply) => { answerError(error, request, reply) })
}

/** One shape for every error. */
export default fp(plugin, { name: 'errors', fastify: '5.x' })
