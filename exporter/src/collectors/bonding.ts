import { collector, NoDataError } from '../collector.ts'
import { readAttribute } from '../read-attribute.ts'
import { readOptional } from '../read-file.ts'
import { gauge, type Sample } from '../text-format/index.ts'

const words = (text: string | undefined): string[] => text?.split(/\s+/).filter((word) => word !== '') ?? []

/** The number of working interfaces of each bond, from /sys/class/net (Documentation/networking/bonding.rst of the kernel). */
export const bonding = collector('bonding', 'how many of the network interfaces that are joined into one work', (roots) => () => {
  const directory = `${roots.sys}/class/net`
  const masters = readOptional(`${directory}/bonding_masters`)
  if (masters === undefined) throw new NoDataError('no interfaces are joined (bonding)')
  const slaves: Sample[] = []
  const active: Sample[] = []
  for (const master of words(masters)) {
    const names = words(readAttribute(`${directory}/${master}/bonding/slaves`))
    const isUp = (name: string): boolean => readAttribute(`${directory}/${master}/lower_${name}/bonding_slave/mii_status`) === 'up'
    slaves.push({ labels: { master }, value: names.length })
    active.push({ labels: { master }, value: names.filter(isUp).length })
  }
  return [
    gauge('node_bonding_active', 'Number of active slaves per bonding interface.', active),
    gauge('node_bonding_slaves', 'Number of configured slaves per bonding interface.', slaves)
  ]
})
