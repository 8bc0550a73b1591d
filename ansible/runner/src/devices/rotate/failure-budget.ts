import type { DeviceView } from '@mimamori/contract'
import type { RotateText } from './rotate-text.en.ts'
import { failedStep } from '../steps.ts'
import type { RotateResult } from './rotate-device.ts'

/** The cause of this many failures would also stop the agents of the other devices. */
const mostFailures = 3

const isWithoutUse = ({ steps }: RotateResult): boolean => {
  const failed = failedStep(steps)?.step
  return failed === 'install' || failed === 'report'
}

interface WithinBudget {
  readonly rotate: (device: DeviceView) => Promise<RotateResult>
  readonly text: RotateText['identity']
}

/** Rotates as long as devices use their new keys; after that, devices are left unchanged. */
export const withinBudget = ({ rotate, text }: WithinBudget): (device: DeviceView) => Promise<RotateResult> => {
  let failures = 0
  return async (device) => {
    if (failures >= mostFailures) return {
      id: device.id, address: device.address ?? device.id, outcome: 'missing',
      steps: [{ step: 'identity', mark: 'missing', detail: text.notBegun(mostFailures) }]
    }
    const result = await rotate(device)
    if (isWithoutUse(result)) failures++
    return result
  }
}
