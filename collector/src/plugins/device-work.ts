import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import type { Clock } from '../clock/clock.ts'
import { createWorkBudget, type WorkBudget } from '../http/bodies/work-budget.ts'

declare module 'fastify' {
  interface FastifyInstance {
    spendWork: WorkBudget['spend']
    requireWork: WorkBudget['require']
  }
}

const plugin = async (app: FastifyInstance, { clock }: { readonly clock: Pick<Clock, 'monotonicMs'> }): Promise<void> => {
  const budget = createWorkBudget(clock)
  app.decorate('spendWork', budget.spend)
  app.decorate('requireWork', budget.require)
}

/** Keeps one device from taking the time of all others with what it sends, whether it is taken or refused. */
export default fp(plugin, { name: 'device-work', fastify: '5.x' })
