import type { ClientStatus } from '@mimamori/contract'
import { shellWord } from '../../text/index.ts'

interface Further {
  readonly isReplaced: boolean
  /** The account on the device that lets the server in; empty if the server can log in already. */
  readonly user: string
}

/** Adds the device from the administrator's own computer, with its whole registration. */
export const scriptCommand = (
  id: string,
  { address, site, role }: Partial<Pick<ClientStatus, 'address' | 'site' | 'role'>>,
  { isReplaced, user }: Further
): string => [
  './scripts/enroll-device.sh',
  id,
  ...address ? [shellWord(address)] : [],
  ...user === '' ? [] : ['--user', shellWord(user)],
  ...site ? ['--site', shellWord(site)] : [],
  ...role ? ['--role', shellWord(role)] : [],
  ...isReplaced ? ['--replace'] : []
].join(' ')
