import { describe, expect, it } from 'vitest'
import { collectAll } from '../src/collect.ts'
import { createCollectors } from '../src/create-collectors.ts'
import { parseFamilies, renderFamilies, type Family } from '../src/text-format/index.ts'
import { headsOf, samplesOf } from './exposition-shape.ts'
import { hostRoots, wholeHosts } from './host-trees.ts'
import { isSkipped, nodeFamilies, sharedCollectors, startNodeExporter } from './node-exporter.ts'
import { freeLabels, mayDiffer } from './parity-rules.ts'

/** Collectors of node_exporter that ask the machine itself, and not the tree they are given. */
const askTheMachine = ['filesystem', 'os', 'selinux', 'systemd', 'time', 'timex', 'uname']

/** What differs on these trees, and why. */
const differences: readonly { readonly family: RegExp, readonly because: string }[] = [
  { family: /^node_scrape_collector_duration_seconds$/, because: 'the two programs differ in it, which the benchmark measures' },
  { family: /^node_network_receive_nohandler_total$/, because: 'node_exporter has it from netlink only, which knows nothing of a tree' },
  {
    family: /^node_sockstat_.*_mem_bytes$/,
    because: 'node_exporter takes the size of a page from this machine, and a Pi 5 has larger ones'
  }
]

const isCompared = ({ name }: Family): boolean => !differences.some(({ family }) => family.test(name))

describe.skipIf(isSkipped)("on the host trees, beside Debian's node_exporter", () => {
  it.each(wholeHosts)('shows exactly what it shows of %s', async (host) => {
    const collectors = sharedCollectors().filter((name) => !askTheMachine.includes(name))
    const roots = hostRoots(host)
    const peer = await startNodeExporter(collectors, [
      `--path.procfs=${roots.proc}`,
      `--path.sysfs=${roots.sys}`,
      `--path.rootfs=${roots.rootfs}`,
      `--path.udev.data=${roots.udevData}`,
      '--no-collector.arp.netlink',
      '--no-collector.netdev.netlink'
    ])
    try {
      const theirs = nodeFamilies(await peer.scrape()).filter(isCompared)
      const ours = parseFamilies(
        renderFamilies(
          await collectAll(
            createCollectors({
              roots,
              settings: { profile: 'none', collectors: Object.fromEntries(collectors.map((name) => [name, true])) }
            })
          )
        )
      ).filter(isCompared)
      expect(headsOf(ours)).toEqual(headsOf(theirs))
      // To nine digits: ours are divided, theirs multiplied.
      const values = (families: readonly Family[]) =>
        Object.fromEntries(
          families.flatMap((family) =>
            [...samplesOf(family, freeLabels(family.name))].map(([key, sample]) => [
              key,
              mayDiffer(family.name, sample) ? 'any' : sample.value.toPrecision(9)
            ])
          )
        )
      expect(values(ours)).toEqual(values(theirs))
    } finally {
      peer.stop()
    }
  })
})
