import { dirname, join } from 'path'
import { fileURLToPath } from 'url'
import { printMessage } from './messages.js'
import { linkNode } from './node.js'
import { installPackages, linkWorkspaces } from './packages.js'
import { installTestPeers } from './test-peers.js'
import { text } from './text.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export function setUp ({ withDevelopment, withTests, isHelp }) {
  if (isHelp) {
    printMessage(text.help)
    return
  }
  installPackages(root, { withDevelopment })
  linkWorkspaces(root)
  linkNode(root)
  if (withTests) installTestPeers()
}
