import { expect, test } from 'vitest'
import { renderFamilies, type Family } from '@mimamori/exporter'
import { spoolCollector } from '../../src/measure/spool-collector.ts'
import { createReportSpool } from '../spool/late-reports.ts'
import { createCard } from '../spool/disk/card.ts'

test('the spools show what waits and every byte that they wrote', async () => {
  const card = createCard()
  const { spool, add } = card.run()
  const reports = createReportSpool()
  const page = (): string => renderFamilies(spoolCollector({ logs: spool, samples: reports.spool }).collect() as readonly Family[])
  add(1, 2)
  reports.add(1)
  expect(page()).toContain('mimamori_agent_spool_items{kind="logs"} 2\nmimamori_agent_spool_items{kind="samples"} 1\n')
  expect(page()).toContain('mimamori_agent_spool_written_bytes_total{kind="logs"} 0\n')
  await card.clock.advance(60_000)
  spool.flush()
  const { bytes } = spool.stats().disk
  expect(bytes).toBeGreaterThan(0)
  expect(page()).toContain(`mimamori_agent_spool_bytes{kind="logs"} ${bytes}\n`)
  expect(page()).toContain(`mimamori_agent_spool_written_bytes_total{kind="logs"} ${bytes}\n`)
  expect(page()).toContain('mimamori_agent_spool_writable{kind="logs"} 1\n')
  card.failWith(new Error('EROFS: read-only file system'))
  add(3)
  await card.clock.advance(60_000)
  spool.flush()
  expect(page()).toContain('mimamori_agent_spool_writable{kind="logs"} 0\n')
})
