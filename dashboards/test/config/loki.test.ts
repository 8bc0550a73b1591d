import { expect, test } from 'vitest'
import { lokiConfig } from '../../src/config/loki.ts'

test('Loki asks its ingester about lines of any age: those that come late are nowhere else for hours', () => {
  expect(lokiConfig().ingester.query_store_max_look_back_period).toBe(-1)
})
