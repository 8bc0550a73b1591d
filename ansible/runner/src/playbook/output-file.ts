import { openSync } from 'node:fs'

/**
 * Opens, to be read and written to at its end, what takes all that Ansible prints in a run. Only the account that updates may read it:
 * there may be secrets in it. What masks them would have to stand between Ansible and the file, and Ansible could not outlive it.
 */
export const openOutput = (file: string): number => openSync(file, 'a+', 0o600)
