import { openSync } from 'node:fs'

/**
 * Opens the file for everything that Ansible prints in a run, to read and to append. Only the account for updates may read it:
 * it may contain secrets. A process that masks them would have to sit between Ansible and the file, and Ansible could not outlive it.
 */
export const openOutput = (file: string): number => openSync(file, 'a+', 0o600)
