import { execFileSync } from 'node:child_process'
import { lstatSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { readBuilt, writeBuilt } from '@mimamori/program/built-file'
import { fingerprint } from '@mimamori/program/fingerprint'
import { bundleInputs, bundleNames } from '../../collector/src/bundle.ts'
import { pageBuild } from '../../collector/src/pages/built-page.ts'
import { agentBuild, builtAgent } from '../build/built-agent.ts'
import { buildServer } from '../build/server.ts'
import type { Architecture } from '../publish-agent/architecture.ts'
import { lockedNode } from '../publish-agent/node-package.ts'
import { nodeModule, productionModules } from './node-modules.ts'
import type { PackageFile } from './stage.ts'

/** The parts of each workspace that a server runs. The collector runs from its bundle, which is checked against its sources. */
const workspaces: Readonly<Record<string, readonly string[]>> = {
  program: ['src'],
  exporter: ['src'],
  agent: ['systemd', 'plain'],
  collector: ['bin', 'src', 'systemd'],
  'collector/cli': ['src'],
  'collector/contract': ['src'],
  dashboards: ['src', 'out'],
  'ansible/runner': ['bin', 'src', 'systemd']
}

const parts = [
  'LICENSE', 'package.json', 'package-lock.json',
  ...Object.entries(workspaces).flatMap(([workspace, below]) => ['package.json', ...below].map((part) => `${workspace}/${part}`)),
  ...['ansible.cfg', 'galaxy.yml', 'inventory-check', 'inventory.example', 'collections', 'meta', 'playbooks', 'plugins', 'roles'].map(
    (part) => `ansible/${part}`
  ),
  // The collector knows an alert of ours by its page.
  'docs/runbook',
  'scripts/install-server', 'scripts/install-server.ts', 'scripts/publish-agent', 'scripts/start', 'scripts/build',
  'scripts/setup/install-debian-packages.sh', 'scripts/content-inbox.ts', 'scripts/release-mirror.ts'
]

/** The files below these paths that git knows or would take: nothing else that lies around in a checkout. */
const sourceFiles = (checkout: string): readonly PackageFile[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...parts], { cwd: checkout, encoding: 'utf8' })
    .split('\0').slice(0, -1).map((path): PackageFile => {
    const from = join(checkout, path)
    const stats = lstatSync(from)
    if (stats.isSymbolicLink()) return { path, linkTo: readlinkSync(from) }
    return { path, from, mode: (stats.mode & 0o100) === 0 ? 0o644 : 0o755 }
  })

/** A checkout with all that a server runs, and nothing else; paths are below it. `node`: the directory with bin/node and LICENSE. */
export const serverTree = (
  checkout: string, architecture: Architecture, node: string
): { readonly files: readonly PackageFile[], readonly nodeDirectory: string } => {
  const nodeDirectory = `node_modules/node-linux-${architecture.npm}`
  return {
    files: [
      ...sourceFiles(checkout),
      ...productionModules(checkout, Object.keys(workspaces)),
      ...nodeModule(nodeDirectory, lockedNode(checkout, architecture).version, node)
    ],
    nodeDirectory
  }
}

/** Brings what is built of a checkout into a staged tree, whose programs take it for built of the files that are there. */
export const addBuilt = async (checkout: string, tree: string): Promise<void> => {
  await buildServer()
  await builtAgent()
  const builds = [pageBuild, agentBuild, ...bundleNames.map((name) => ({ file: `dist/${name}`, inputs: bundleInputs }))]
  for (const { file, inputs } of builds) {
    const content = readBuilt(join(checkout, file), fingerprint(checkout, inputs))
    if (content === undefined) throw new Error(`${file} is not built of this checkout`)
    writeBuilt(join(tree, file), fingerprint(tree, inputs), content)
  }
}
