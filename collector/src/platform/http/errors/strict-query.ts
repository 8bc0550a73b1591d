import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

/** Addresses of the page: the part after their question mark is the page's own. */
const isOfThePage = (url: string): boolean => url === '/' || url === '/admin' || url.startsWith('/admin/')
const nothing = z.strictObject({})

const plugin = async (app: FastifyInstance): Promise<void> => {
  app.addHook('onRoute', (route) => {
    if (!isOfThePage(route.url)) route.schema = { querystring: nothing, ...route.schema }
  })
}

/** A route that names no query takes none: a filter that is misspelt, or missing, must not look like one that found everything. */
export default fp(plugin, { name: 'strict-query', fastify: '5.x' })
