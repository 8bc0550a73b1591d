import { isSuccess } from '@mimamori/contract'
import { actionOf } from '../../plan/action.ts'
import { runAside, type RunAsideOptions } from '../playbook/run-aside.ts'

/** Whether a device answers over SSH whose new agent does not report: then the agent is at fault. A release sends no reports. */
export const deviceAnswers = (work: RunAsideOptions) => async (host: string): Promise<boolean> => {
  if (actionOf(work.plan) !== 'agent') return false
  const { results } = await runAside(work, { name: 'soak-ping', playbook: 'ping', hosts: [host] })
  return results.some(({ outcome }) => isSuccess(outcome))
}
