import type { ClientStatus } from '@mimamori/contract'
import { shellWord } from '../parts/shell-word.ts'

/** What adds the device from the administrator's own computer, with all that is registered of it. */
export const scriptCommand = (id: string, { address, site, role }: Partial<Pick<ClientStatus, 'address' | 'site' | 'role'>>, isReplaced: boolean): string => [
  './scripts/enroll-device.sh',
  id,
  ...address ? [shellWord(address)] : [],
  ...site ? ['--site', shellWord(site)] : [],
  ...role ? ['--role', shellWord(role)] : [],
  ...isReplaced ? ['--replace'] : []
].join(' ')
