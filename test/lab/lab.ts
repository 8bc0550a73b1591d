import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createBridge } from './bridge.ts'
import { createDevice, type Device } from './device.ts'
import { nodeBinary } from './node-binary.ts'
import { missingForLab } from './requirements.ts'
import { createSshKey } from './ssh.ts'
import { sharedTree, usualRelease, type Release } from './tree.ts'

export interface Lab {
  /** This machine's address, as the devices see it. */
  readonly address: string
  readonly devices: readonly Device[]
  /** Gone when it ends. */
  readonly directory: string
  /** The key that lets us in as root. */
  readonly keyFile: string
  /** Pulls every plug and removes all that the lab has made, its cache aside. */
  end (): Promise<void>
}

export interface LabOptions {
  /** The devices' ids, which are their host names. */
  readonly ids: readonly string[]
  /** Files of this machine that every device sees, by their path there; Node as /usr/bin/node unless said. */
  readonly binds?: Readonly<Record<string, string>>
  /** The Debian of devices that run another one than the rest, by their id. */
  readonly releases?: Readonly<Record<string, Release>>
  readonly say?: (line: string) => void
}

/** Makes the network and boots the devices, all at once. @throws with all that this machine lacks for it. */
export const startLab = async ({
  ids,
  binds = { '/usr/bin/node': nodeBinary },
  releases = {},
  say = () => {}
}: LabOptions): Promise<Lab> => {
  const missing = missingForLab()
  if (missing.length > 0) throw new Error(missing.join('\n'))
  const releaseOf = (id: string): Release => releases[id] ?? usualRelease()
  const trees = new Map<Release, string>()
  for (const release of new Set(ids.map(releaseOf))) trees.set(release, await sharedTree(say, release))
  const directory = await mkdtemp('/var/tmp/mimamori-lab-')
  const key = await createSshKey(directory)
  const bridge = await createBridge()
  const devices = ids.map((id, index) =>
    createDevice({ id, number: index + 1, bridge, key, tree: trees.get(releaseOf(id))!, directory: join(directory, id), binds })
  )
  const end = async (): Promise<void> => {
    await Promise.allSettled(devices.map((device) => device.kill()))
    await bridge.remove()
    await rm(directory, { recursive: true, force: true })
  }
  try {
    await Promise.all(ids.map((id) => mkdir(join(directory, id))))
    await Promise.all(devices.map((device) => device.boot()))
  } catch (error) {
    await end()
    throw error
  }
  return { address: bridge.address, devices, directory, keyFile: key.privateKeyFile, end }
}
