import type { DeviceView } from '@mimamori/contract'
import type { Candidate } from '../candidate.ts'
import type { DeviceSsh } from '../device-ssh.ts'

export type RegisteredField = 'address' | 'site' | 'role'

/** A registered field that was given otherwise. */
export interface RegisteredChange {
  readonly field: RegisteredField
  /** Empty if nothing was registered. */
  readonly from: string
  readonly to: string
}

interface Given {
  readonly candidate: Candidate
  readonly ssh: Pick<DeviceSsh, 'address'>
}

export const changesOf = ({ candidate: { address, site, role }, ssh }: Given, registered: DeviceView): RegisteredChange[] => {
  const given = { address: address ?? registered.address ?? ssh.address, site, role }
  return (Object.keys(given) as RegisteredField[]).flatMap((field) => {
    const [from, to] = [registered[field] ?? '', given[field]]
    return to === undefined || to === from ? [] : [{ field, from, to }]
  })
}
