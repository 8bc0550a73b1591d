import { join } from 'node:path'

/** The collection, where ansible.cfg, playbooks and inventory are. */
export const ansibleDirectory = join(import.meta.dirname, '..', '..')
export const checkout = join(ansibleDirectory, '..')
export const workerProgram = join(import.meta.dirname, 'worker', 'main.ts')
