import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { neededAnsible } from '../../ansible/runner/src/plan/preflight/check-ansible.ts'
import { packagedServer } from '@mimamori/program/packaged-server'
import { inventoryDirectory, layout } from '../install-server/layout.ts'
import { nodeLibraries, nodeOverrides } from './node-in-package.ts'
import { shippedModules } from './node-modules.ts'
import type { Package, PackageSource } from './package.ts'
import { addBuilt, serverTree } from './server-tree.ts'
import { serverUnits } from './server-units.ts'
import { thirdPartyNotices } from './third-party.ts'

export const serverPackage = ({ checkout, architecture, node }: PackageSource): Package => {
  const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { readonly version: string }
  const tree = serverTree(checkout, architecture, node)
  return {
    description: {
      name: 'mimamori-server',
      version,
      architecture: architecture.debian,
      depends: [
        ...nodeLibraries, 'systemd', 'prometheus', 'prometheus-alertmanager', `ansible-core (>= ${neededAnsible})`, 'python3', 'git',
        'openssh-client', 'sudo', 'restic'
      ],
      summary: 'watches and updates a fleet of Raspberry Pis on a closed network',
      details: [
        'Takes in what the agents on the devices report, says which device is silent and',
        'why, alerts people, and updates the devices with Ansible. Needs no internet.',
        'After the installation, "sudo mimamori setup" sets the server up.'
      ]
    },
    files: [
      ...tree.files.map((file) => ({ ...file, path: join(packagedServer, file.path) })),
      ...serverUnits(checkout),
      { path: inventoryDirectory(packagedServer), linkTo: layout.packagedInventory },
      { path: layout.packagedInventory, isDirectory: true },
      { path: '/usr/bin/mimamori', linkTo: '../lib/mimamori/server/collector/bin/mimamori' }
    ],
    nodeDirectory: join(packagedServer, tree.nodeDirectory),
    overrides: [...nodeOverrides, '# The Node.js of the package runs them.', 'missing-dep-for-interpreter node *'],
    thirdParty: thirdPartyNotices(checkout, shippedModules(checkout)),
    scripts: join(import.meta.dirname, 'server'),
    complete: (root) => addBuilt(checkout, join(root, packagedServer))
  }
}
