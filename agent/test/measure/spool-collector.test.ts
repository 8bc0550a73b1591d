import { expect, test } from 'vitest'
import { renderFamilies, type Family } from '@mimamori/exporter'
import { spoolCollector } from '../../src/measure/spool-collector.ts'
import { createCard } from '../spool/disk/card.ts'

test('the spool shows what waits and every byte that it wrote', async () => {
  const card = createCard()
  const { spool, add } = card.run()
  const page = (): string => renderFamilies(spoolCollector(() => spool.stats()).collect() as readonly Family[])
  add(1, 2)
  expect(page()).toContain('mimamori_agent_spool_items 2\n')
  expect(page()).toContain('mimamori_agent_spool_written_bytes_total 0\n')
  await card.clock.advance(60_000)
  spool.flush()
  const { bytes } = spool.stats().disk
  expect(bytes).toBeGreaterThan(0)
  expect(page()).toContain(`mimamori_agent_spool_bytes ${bytes}\n`)
  expect(page()).toContain(`mimamori_agent_spool_written_bytes_total ${bytes}\n`)
  expect(page()).toContain('mimamori_agent_spool_writable 1\n')
  card.failWith(new Error('EROFS: read-only file system'))
  add(3)
  await card.clock.advance(60_000)
  spool.flush()
  expect(page()).toContain('mimamori_agent_spool_writable 0\n')
})
