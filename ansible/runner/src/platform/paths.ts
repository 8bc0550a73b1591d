import { join } from 'node:path'

/** The collection, with ansible.cfg, playbooks and inventory. */
export const ansibleDirectory = join(import.meta.dirname, '..', '..', '..')
export const checkout = join(ansibleDirectory, '..')
/** The directory that publish-release.sh puts releases into. */
export const usualReleasesDirectory = '/srv/mimamori/releases'
/** The default directory that npm run publish-agent puts the agent into (agent_directory). */
export const usualAgentDirectory = '/srv/mimamori/agent'
/** A playbook of the collection. */
export const collectionPlaybook = (name: string): string => join(ansibleDirectory, 'playbooks', `${name}.yml`)
export const workerProgram = join(import.meta.dirname, '..', 'run', 'worker', 'main.ts')
