import { dirname, join } from 'path'
import { fileURLToPath } from 'url'
import { linkNode } from './node.js'
import { installPackages } from './packages.js'
import { installTestPeers } from './test-peers.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export function setUp ({ withTests }) {
  installPackages(root)
  linkNode(root)
  if (withTests) installTestPeers()
}
