import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Device } from '../lab/device.ts'
import { startLab, type Lab } from '../lab/lab.ts'
import { demoRelease } from './demo-release.ts'
import { makeDeployLogin } from './deploy-login.ts'
import { createMirror, type ReleaseFiles } from './release-mirror.ts'
import { preparePlaybooks, type Ended, type Playbooks } from './release-playbook.ts'

export interface ReleaseLab extends Playbooks {
  readonly lab: Lab
  /** The full revision of each tag in the mirror. */
  readonly revisions: Readonly<Record<string, string>>
  device (id: string): Device
  /** Brings a device to the release of that tag or revision, with more variables. */
  update (device: Device, tag: string, variables?: Readonly<Record<string, unknown>>): Promise<Ended>
}

const units = ['demo.service', 'heavy.service']

/** Gives a device Ansible's login, the demo service's user and units, and a heavy neighbour, and no release yet. */
export const installDemo = async (device: Device): Promise<void> => {
  await makeDeployLogin(device)
  await device.exec(['useradd', '--system', 'demo'])
  for (const unit of units) {
    const text = await readFile(join(import.meta.dirname, 'release-demo', unit), 'utf8')
    await device.exec(['sh', '-c', 'printf %s "$1" > "/etc/systemd/system/$0"', unit, text])
  }
  await device.exec(['systemctl', 'enable', '--quiet', 'demo.service'])
  await device.exec(['systemctl', 'start', 'heavy.service'])
}

/** Devices with the demo service's unit and none of its releases, and a server with the given ones. */
export const startReleaseLab = async (ids: readonly string[], releases: Readonly<Record<string, ReleaseFiles>>): Promise<ReleaseLab> => {
  const lab = await startLab({ ids, binds: {} })
  try {
    const repository = join(lab.directory, 'demo.git')
    const revisions = await createMirror(repository, releases)
    await Promise.all(lab.devices.map(installDemo))
    const playbooks = await preparePlaybooks(lab, demoRelease({ type: 'git', repository }))
    return {
      lab,
      revisions,
      device: (id) => lab.devices.find((one) => one.id === id)!,
      update: (device, tag, variables) => playbooks.play('update_clients', device, { release_revision: tag, ...variables }),
      ...playbooks
    }
  } catch (error) {
    await lab.end()
    throw error
  }
}
