import { deviceLabels } from '../device-labels.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofCollector } from './last-samples.ts'

/** For machines: it inhibits what the device reported last, until DeviceSilent does. A late device is often back soon. */
export const deviceLate: Alert = {
  name: 'DeviceLate',
  page: devicePage,
  severity: 'info',
  expr: held({
    name: 'DeviceLate',
    evidence: evidence.inventoryAndClock,
    expr: `
# By every collector that knows it. The page says late from the same moment on; of one that never reported it says that it waits for it.
min by (${deviceLabels}) (${ofCollector('mimamori_device_freshness{freshness="late"}')}) == 1
unless on (device)
max by (device) (${ofCollector('mimamori_device_state{state="pending"}')}) == 1
`
  })
}
