import type { DeviceView } from '@mimamori/contract'
import type { DevicePart } from './device-part.ts'
import type { KeyNeed } from './key-need.ts'
import { MissingError, type StepEnd } from '../steps.ts'

/** The registered fields that were given otherwise. */
const changesOf = ({ candidate: { address, site, role }, ssh }: DevicePart, registered: DeviceView): { readonly address?: string, readonly site?: string, readonly role?: string } => {
  const wanted = { address: address ?? registered.address ?? ssh.address, ...site !== undefined && { site }, ...role !== undefined && { role } }
  return Object.fromEntries(Object.entries(wanted).filter(([field, value]) => registered[field as keyof typeof wanted] !== value))
}

/** That the collector knows the device, and gives its key where it needs one. The key is nowhere but in this process, until it is on the device. */
export const ensureRegistered = async (part: DevicePart, registered: DeviceView | undefined, need: KeyNeed): Promise<StepEnd<string | undefined>> => {
  const { candidate: { id, site, role }, ssh, isPlan, registry, text: { registration: text } } = part
  const change = registered === undefined ? {} : changesOf(part, registered)
  const changed = Object.keys(change)
  if (need === 'keep' && changed.length === 0) return { mark: 'found', detail: text.found, value: undefined }
  if (isPlan) return { mark: 'planned', detail: text.planned[need], value: undefined }
  try {
    if (need === 'enroll') return { mark: 'done', detail: text.done.enroll, value: await registry.enroll({ id, address: ssh.address, ...site !== undefined && { site }, ...role !== undefined && { role } }) }
    if (changed.length > 0) await registry.change(id, change)
    return { mark: 'done', detail: text.done[need], value: need === 'newKey' ? await registry.rotate(id) : undefined }
  } catch (error) {
    throw new MissingError(text.failed((error as Error).message), { cause: error })
  }
}
