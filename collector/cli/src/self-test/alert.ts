import type { AlertingStatus, ReceiverTest } from '@mimamori/contract'
import { resource } from '../command.ts'
import { receiverName, withLocalReceiver } from './local-receiver.ts'
import { failed, notSetUp, passed, type Finding, type SelfTestContext, type SelfTestStep } from './step.ts'
import { waitUntil } from './wait-until.ts'

/** A test alert goes from the collector to Alertmanager, back, and to a receiver that is this process. */
export const alertStep = (context: SelfTestContext): SelfTestStep => {
  const { invocation, limits } = context
  const { ask, language, text } = invocation
  const test = (): Promise<ReceiverTest> => ask('POST', `${resource('/api/receivers', receiverName)}/test?lang=${language}`)
  const deliver = (): Promise<Finding> => withLocalReceiver(invocation, async (messages) => {
    let last: ReceiverTest | undefined
    // Alertmanager may just be reading its configuration, or starting.
    await waitUntil(async () => {
      last = await test()
      return last.outcome === 'not_sent' ? undefined : last
    }, limits.alertMs, context)
    if (last!.outcome !== 'arrived') return failed(last!.text)
    return messages() > 0 ? passed(text.selfTestAlert.passed) : failed(text.selfTestAlert.notHere)
  })
  return {
    name: 'alert',
    does: text.selfTestAlert.does,
    expects: text.selfTestAlert.expects(Math.round(limits.alertMs / 1000)),
    advice: text.selfTestAlert.advice,
    async run () {
      const { notificationProblem, configuration } = await ask<AlertingStatus>('GET', '/api/alerts/status')
      if (notificationProblem === 'no_alertmanager') return notSetUp(text.selfTestAlert.noAlertmanager)
      if (configuration === 'by_hand') return notSetUp(text.selfTestAlert.byHand)
      return deliver()
    }
  }
}
