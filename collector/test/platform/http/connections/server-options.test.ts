import Fastify, { type FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { expect, it, onTestFinished, vi } from 'vitest'
import { loadConfig } from '../../../../src/platform/config/load-config.ts'
import { serverOptions } from '../../../../src/platform/http/connections/server-options.ts'

it('gives a machine that is busy an hour to start', async () => {
  vi.useFakeTimers()
  onTestFinished(() => { vi.useRealTimers() })
  const app = Fastify(serverOptions(loadConfig({}), pino({ level: 'silent' }))) as unknown as FastifyInstance
  void app.register(async () => new Promise((resolve) => { setTimeout(resolve, 3_600_000) }))
  const ready = app.ready()
  await vi.advanceTimersByTimeAsync(3_600_000)
  await expect(ready).resolves.toBeDefined()
})
