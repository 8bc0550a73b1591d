import { deviceStatus, failed, notSetUp, passed, type SelfTestContext, type SelfTestStep } from './step.ts'
import { waitUntil } from './wait-until.ts'

/** Gives when the device was last seen, once that is later than before and its values are current; undefined if the time is over. */
export const nextReport = async (context: SelfTestContext, device: string, before: string | null): Promise<string | undefined> =>
  waitUntil(async () => {
    const { lastSeen, freshness, reason } = await deviceStatus(context, device)
    return lastSeen !== null && lastSeen !== before && freshness === 'fresh' && reason === null ? lastSeen : undefined
  }, context.limits.reportMs, context)

/** The next report of the agent on this server reaches the collector. */
export const reportStep = (context: SelfTestContext): SelfTestStep => {
  const { device, invocation: { text }, limits } = context
  const seconds = Math.round(limits.reportMs / 1000)
  return {
    name: 'report',
    does: text.selfTestReport.does(device ?? '–'),
    expects: text.selfTestReport.expects(seconds),
    advice: text.selfTestReport.advice,
    async run () {
      if (device === undefined) return notSetUp(text.selfTestNoAgent)
      const { lastSeen } = await deviceStatus(context, device)
      const begun = performance.now()
      return await nextReport(context, device, lastSeen) === undefined
        ? failed(text.selfTestReport.missing(device, seconds))
        : passed(text.selfTestReport.passed(device, Math.round((performance.now() - begun) / 1000)))
    }
  }
}
