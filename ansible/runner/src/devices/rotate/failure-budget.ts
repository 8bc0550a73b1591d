import type { DeviceView } from '@mimamori/contract'
import type { RotateText } from './rotate-text.en.ts'
import { failedStep } from '../steps.ts'
import type { RotateResult } from './rotate-device.ts'

/** What keeps so many devices from using their new key would keep the others from it too, and stop their agents. */
const mostFailures = 3

const isWithoutUse = ({ steps }: RotateResult): boolean => {
  const failed = failedStep(steps)?.step
  return failed === 'install' || failed === 'report'
}

interface WithinBudget {
  readonly rotate: (device: DeviceView) => Promise<RotateResult>
  readonly text: RotateText['identity']
}

/** Rotates as long as devices use their new keys; those that come after are left as they are. */
export const withinBudget = ({ rotate, text }: WithinBudget): (device: DeviceView) => Promise<RotateResult> => {
  let failures = 0
  return async (device) => {
    if (failures >= mostFailures) return { id: device.id, address: device.address ?? device.id, outcome: 'missing', steps: [{ step: 'identity', mark: 'missing', detail: text.notBegun(mostFailures) }] }
    const result = await rotate(device)
    if (isWithoutUse(result)) failures++
    return result
  }
}
