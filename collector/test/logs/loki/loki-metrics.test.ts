import { Registry } from '@prometheus-io/client'
import { expect, test } from 'vitest'
import { createLokiMetrics } from '../../../src/logs/loki/loki-metrics.ts'

test('lines that Loki does not have are counted by reason, each reason from the start', async () => {
  const registry = new Registry()
  createLokiMetrics(registry).refused('too_old', 3)
  const lines = (await registry.metrics()).split('\n').filter((line) => line.startsWith('mimamori_'))
  expect(lines).toEqual([
    'too_old', 'in_future', 'too_long', 'other'
  ].map((reason) => `mimamori_collector_loki_lines_refused_total{reason="${reason}"} ${reason === 'too_old' ? 3 : 0}`))
})
