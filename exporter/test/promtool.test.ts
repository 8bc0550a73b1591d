import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { collectAll } from '../src/collect.ts'
import { createCollectors } from '../src/create-collectors.ts'
import { processFamilies } from '../src/process-families.ts'
import { renderFamilies } from '../src/text-format/index.ts'
import { hostRoots, wholeHosts } from './host-trees.ts'
import { isSkipped, sharedCollectors, startNodeExporter } from './node-exporter.ts'

const program = '/usr/bin/promtool'
const hasPromtool = existsSync(program)

/** What `promtool check metrics` has to say of a page, one line a finding. */
const findings = (page: string): string[] => {
  if (!hasPromtool) throw new Error(`${program} is missing: apt-get install --no-install-recommends prometheus`)
  const { status, stdout, stderr } = spawnSync(program, ['check', 'metrics'], { input: page, encoding: 'utf8' })
  // 3 is its end for findings; anything else is a page that it cannot read.
  if (status !== 0 && status !== 3) throw new Error(`promtool ended with ${status}: ${stderr}`)
  return `${stdout}${stderr}`.split('\n').filter((line) => line !== '')
}

describe.skipIf(isSkipped || (!hasPromtool && process.env['CI'] === undefined))('promtool check metrics', () => {
  /** What it says of the real node_exporter, on this machine and on every host tree; and what it would say where systemd runs. */
  const known = new Set([
    // A gauge in its collector/systemd_linux.go.
    'node_systemd_socket_refused_connections_total non-counter metrics should not have "_total" suffix'
  ])

  beforeAll(async () => {
    for (const roots of [{ proc: '/proc', sys: '/sys', rootfs: '/', udevData: '/run/udev/data' }, ...wholeHosts.map(hostRoots)]) {
      const peer = await startNodeExporter(sharedCollectors(), [
        `--path.procfs=${roots.proc}`,
        `--path.sysfs=${roots.sys}`,
        `--path.rootfs=${roots.rootfs}`,
        `--path.udev.data=${roots.udevData}`
      ])
      try {
        for (const finding of findings(await peer.scrape())) known.add(finding)
      } finally {
        peer.stop()
      }
    }
  })

  it('finds something in the page of the real node_exporter, so that what follows can be believed', () => {
    expect([...known].join('\n')).toContain('node_memory_MemTotal_bytes')
    expect(findings('# HELP mimamori_bad_count A counter.\n# TYPE mimamori_bad_count counter\nmimamori_bad_count 1\n')).not.toEqual([])
  })

  it("has nothing new to say of this machine's page", async () => {
    const roots = { proc: '/proc', sys: '/sys', rootfs: '', udevData: '/run/udev/data' }
    const page = renderFamilies([...await collectAll(createCollectors({ roots })), ...processFamilies()])
    expect(findings(page).filter((finding) => !known.has(finding))).toEqual([])
  })

  it.each(wholeHosts)('has nothing new to say of the golden page of %s, and nothing at all of mimamori_…', (host) => {
    const found = findings(readFileSync(new URL(`golden/${host}.prom`, import.meta.url), 'utf8'))
    expect(found.filter((finding) => finding.startsWith('mimamori_') || !known.has(finding))).toEqual([])
  })
})
