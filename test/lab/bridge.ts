import { existsSync } from 'node:fs'
import { run } from './command.ts'

/** A network of the lab's own: nothing is routed or translated, so no packet leaves this machine. */
export interface Bridge {
  readonly name: string
  /** This machine's address on it. */
  readonly address: string
  /** The address of the device with this number, 1 to 99. */
  addressOf (number: number): string
  /** Pulls a device's cable, or puts it in again. The port is `vb-MACHINE`, as systemd-nspawn names it. */
  setCable (machine: string, state: 'up' | 'down'): Promise<void>
  /** Whether a device's port is there, and up. */
  isPluggedIn (machine: string): Promise<boolean>
  /** Takes away the port of a device that is off: the kernel keeps it as long as it repeats what the device has sent while cut off. */
  removePort (machine: string): Promise<void>
  remove (): Promise<void>
}

export const prefixLength = 24
/**
 * Given, because a bridge without one takes the lowest of its ports': it would change when a device loses its power, and the others
 * would answer to the old one until they ask again (up to a minute). It is locally administered (IEEE 802, second bit).
 */
const hardwareAddress = '02:6d:69:6d:61:01'
const ofLab = /^ml(\d+)$/

interface Link { readonly ifname: string, readonly flags?: readonly string[], readonly addr_info?: readonly { readonly local?: string }[] }
interface Route { readonly dst: string }

/** Bridges whose lab was killed before it could clean up. */
const removeAbandoned = async (links: readonly Link[]): Promise<void> => {
  for (const { ifname } of links) {
    const pid = ofLab.exec(ifname)?.[1]
    if (pid !== undefined && pid !== String(process.pid) && !existsSync(`/proc/${pid}`)) {
      await run(['ip', 'link', 'delete', ifname]).catch(() => {})
    }
  }
}

/** Gives the bridge a second name, which no two interfaces have: of two labs that start at the same time, one gets the network. */
const claim = async (name: string, network: string): Promise<boolean> =>
  run(['ip', 'link', 'property', 'add', 'dev', name, 'altname', `mimamori-lab-${network}`]).then(() => true, (error: Error) => {
    if (error.message.includes('File exists')) return false
    throw error
  })

/** Takes the first network of 10.213.0.0/16 that nothing on this machine uses. */
const takeNetwork = async (name: string): Promise<string> => {
  const links = JSON.parse(await run(['ip', '-json', 'address'])) as Link[]
  const routes = JSON.parse(await run(['ip', '-json', 'route', 'show', 'table', 'all']) || '[]') as Route[]
  const taken = [
    ...links.flatMap(({ addr_info: addresses = [] }) => addresses.map(({ local = '' }) => local)),
    ...routes.map(({ dst }) => dst)
  ]
  for (let third = 0; third < 256; third++) {
    const network = `10.213.${third}`
    if (!taken.some((address) => address.startsWith(`${network}.`)) && await claim(name, network)) return network
  }
  throw new Error('no free network among 10.213.0.0/16 for the lab’s bridge; end another lab first')
}

/** Makes the bridge, named after this process unless said. */
export const createBridge = async (name = `ml${process.pid}`): Promise<Bridge> => {
  await removeAbandoned(JSON.parse(await run(['ip', '-json', 'address'])) as Link[])
  await run(['ip', 'link', 'add', name, 'address', hardwareAddress, 'type', 'bridge'])
  const network = await takeNetwork(name)
  await run(['ip', 'address', 'add', `${network}.1/${prefixLength}`, 'dev', name])
  await run(['ip', 'link', 'set', name, 'up'])
  return {
    name,
    address: `${network}.1`,
    addressOf: (number) => `${network}.${100 + number}`,
    async setCable (machine, state) {
      await run(['ip', 'link', 'set', `vb-${machine}`, state])
    },
    async isPluggedIn (machine) {
      const ports = JSON.parse(await run(['ip', '-json', 'link', 'show', 'master', name]) || '[]') as Link[]
      return ports.some(({ ifname, flags = [] }) => ifname === `vb-${machine}` && flags.includes('UP'))
    },
    async removePort (machine) {
      await run(['ip', 'link', 'delete', `vb-${machine}`]).catch((error: Error) => {
        if (!error.message.includes('Cannot find device')) throw error
      })
    },
    async remove () {
      await run(['ip', 'link', 'delete', name])
    }
  }
}
