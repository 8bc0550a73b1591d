import { Counter, Histogram, type Registry } from '@prometheus-io/client'
import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'

const plugin = async (app: FastifyInstance, { registry }: { readonly registry: Registry }): Promise<void> => {
  const registers = [registry]
  const requests = new Counter({
    name: 'mimamori_collector_http_requests_total',
    help: 'HTTP requests answered, by method, route pattern and status.',
    labelNames: ['method', 'route', 'status'],
    registers
  })
  const durations = new Histogram({
    name: 'mimamori_collector_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last byte of its response, by route pattern.',
    labelNames: ['route'],
    buckets: [0.001, 0.005, 0.02, 0.05, 0.1, 0.5, 1, 5, 30],
    registers
  })
  app.addHook('onResponse', (request, reply, next) => {
    // Never the URL: anyone could create any number of series.
    const route = request.routeOptions.url ?? 'unknown'
    const method = route === 'unknown' ? 'any' : request.method
    requests.inc({ method, route, status: String(reply.statusCode) })
    durations.observe({ route }, reply.elapsedTime / 1000)
    next()
  })
}

/** Counts and times every request. */
export default fp(plugin, { name: 'http-metrics', fastify: '5.x' })
