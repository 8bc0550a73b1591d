import type { DeviceView } from '@mimamori/contract'
import type { DevicePart } from './device-part.ts'

export type RegisteredField = 'address' | 'site' | 'role'

/** A registered field that was given otherwise. */
export interface RegisteredChange {
  readonly field: RegisteredField
  /** Empty where nothing was registered. */
  readonly from: string
  readonly to: string
}

export const changesOf = ({ candidate: { address, site, role }, ssh }: Pick<DevicePart, 'candidate' | 'ssh'>, registered: DeviceView): RegisteredChange[] => {
  const given = { address: address ?? registered.address ?? ssh.address, site, role }
  return (Object.keys(given) as RegisteredField[]).flatMap((field) => {
    const [from, to] = [registered[field] ?? '', given[field]]
    return to === undefined || to === from ? [] : [{ field, from, to }]
  })
}
