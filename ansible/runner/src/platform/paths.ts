import { join } from 'node:path'

/** The collection, where ansible.cfg, playbooks and inventory are. */
export const ansibleDirectory = join(import.meta.dirname, '..', '..', '..')
export const checkout = join(ansibleDirectory, '..')
/** Where publish-release.sh puts releases. */
export const usualReleasesDirectory = '/srv/mimamori/releases'
/** Where npm run publish-agent puts the agent, unless the inventory says otherwise (agent_directory). */
export const usualAgentDirectory = '/srv/mimamori/agent'
/** A playbook of the collection. */
export const collectionPlaybook = (name: string): string => join(ansibleDirectory, 'playbooks', `${name}.yml`)
export const workerProgram = join(import.meta.dirname, '..', 'run', 'worker', 'main.ts')
