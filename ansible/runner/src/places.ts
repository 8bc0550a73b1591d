import { join } from 'node:path'

/** The collection, where ansible.cfg, playbooks and inventory are. */
export const ansibleDirectory = join(import.meta.dirname, '..', '..')
export const checkout = join(ansibleDirectory, '..')
/** Where publish-release.sh puts releases. */
export const usualReleasesDirectory = '/srv/mimamori/releases'
export const workerProgram = join(import.meta.dirname, 'worker', 'main.ts')
