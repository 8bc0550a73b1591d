import { describe, expect, it } from 'vitest'
import { collectAll, type CollectFailure } from '../src/collect.ts'
import { NoDataError, type Collector } from '../src/collector.ts'
import { gauge, renderFamilies } from '../src/text-format/index.ts'

const collector = (name: string, collect: Collector['collect']): Collector => ({ name, collect })
const failing = (name: string, error: Error): Collector => collector(name, () => { throw error })

const collect = async (...collectors: Collector[]) => {
  const failures: CollectFailure[] = []
  const succeeded: string[] = []
  let now = 0
  const families = await collectAll(collectors, {
    onFailure: (failure) => failures.push(failure),
    onSuccess: (name) => succeeded.push(name),
    monotonicMs: () => (now += 250)
  })
  return { page: renderFamilies(families.map((family) => ({ ...family, help: '' }))).replace(/^# .*\n/gm, ''), failures, succeeded }
}

describe('a collection', () => {
  it('says of each collector how long it took and whether it succeeded', async () => {
    const { page, succeeded } = await collect(collector('a', () => [gauge('x', '', 1)]), collector('b', async () => [gauge('y', '', 2)]))
    expect(page).toBe(
      'x 1\ny 2\nnode_scrape_collector_duration_seconds{collector="a"} 0.25\nnode_scrape_collector_duration_seconds{collector="b"} 0.25\nnode_scrape_collector_success{collector="a"} 1\nnode_scrape_collector_success{collector="b"} 1\n'
    )
    expect(succeeded).toEqual(['a', 'b'])
  })

  it('loses nothing but the families of the one that fails', async () => {
    const error = new Error('broken')
    const { page, failures } = await collect(failing('a', error), collector('b', () => [gauge('y', '', 2)]))
    expect(page).toContain('y 2\n')
    expect(page).toContain('node_scrape_collector_success{collector="a"} 0\n')
    expect(failures).toEqual([{ collector: 'a', error, noData: false }])
  })

  it('distinguishes a machine that has nothing of the kind from a fault', async () => {
    const { failures } = await collect(failing('a', new NoDataError('no such thing')))
    expect(failures).toMatchObject([{ noData: true }])
  })

  it('keeps what a collector gives that reports problems with a part, and counts them as one failure', async () => {
    const partly = collector('a', (report) => {
      report?.(new Error('file z is bad'))
      report?.(new Error('file b is bad'))
      return [gauge('x', '', 1)]
    })
    const { page, failures, succeeded } = await collect(partly)
    expect(page).toContain('x 1\n')
    expect(page).toContain('node_scrape_collector_success{collector="a"} 1\n')
    expect(failures).toMatchObject([{ collector: 'a', noData: false, error: { message: 'file b is bad; file z is bad' } }])
    expect(succeeded).toEqual([])
  })

  it('shows no family twice: the second collector loses that one, and it is reported', async () => {
    const { page, failures } = await collect(
      collector('a', () => [gauge('x', '', 1)]),
      collector('b', () => [gauge('z', '', 3), gauge('x', '', 2)])
    )
    expect(page).toContain('x 1\nz 3\n')
    expect(page).not.toContain('x 2')
    expect(failures).toMatchObject([{ collector: 'b', error: { message: 'the family x is there already, and this one is left out' } }])
  })

  it('does not let one collector show a family twice either', async () => {
    expect((await collect(collector('a', () => [gauge('x', '', 1), gauge('x', '', 2)]))).failures).toHaveLength(1)
  })
})
