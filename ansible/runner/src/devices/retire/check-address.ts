import { UsageError } from '../../platform/errors.ts'
import type { RetireText } from './retire-text.en.ts'
import type { DeviceSsh } from '../device-ssh.ts'
import { setAddressCommand } from '../reach-device.ts'
import type { RegistryClient } from '../registry-client.ts'
import { reportingNow } from '../reporting.ts'
import { resolveAddress } from '../resolve-address.ts'

interface DeviceToRetire {
  readonly id: string
  readonly ssh: Pick<DeviceSsh, 'address'>
  readonly registry: Pick<RegistryClient, 'reported'>
  readonly text: Pick<RetireText, 'noAddressYet'>
}

/**
 * Prevents retiring a device that reports but has no address for the server, which would leave its agent and key on it:
 * its address is at hand. @throws {UsageError} with the command that gives it
 */
export const checkAddress = async ({ id, ssh: { address }, registry, text }: DeviceToRetire): Promise<void> => {
  if (address !== id || (await resolveAddress(address)).length > 0) return
  const reporting = reportingNow(await registry.reported(id).catch(() => undefined))
  if (reporting !== undefined) throw new UsageError([
    text.noAddressYet({ id, ...reporting, command: setAddressCommand(id, reporting.from) })
  ])
}
