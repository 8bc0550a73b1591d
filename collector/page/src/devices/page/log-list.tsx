import type { LogLineView } from '@mimamori/contract'
import { LogRows } from '../../logs/log-rows.tsx'
import { logsAddress } from '../../logs/log-view.ts'
import { followHere } from '../../components/navigation/path.ts'
import { deviceMessages } from '../messages.ts'
import { logMessages } from '../../logs/messages.ts'

/** The newest lines of a device first, and where its whole log is. */
export const LogList = ({ id: device, logs, areFromMemory }: { readonly id: string, readonly logs: readonly LogLineView[], readonly areFromMemory: boolean }) => (
  <section aria-label={deviceMessages.device.logs}>
    <h2>{deviceMessages.device.logs}</h2>
    {areFromMemory && logs.length > 0 && <p class="shown">{deviceMessages.device.logsFromMemory}</p>}
    {logs.length === 0 ? <p class="nothing">{areFromMemory ? logMessages.noLoki : deviceMessages.device.noLogs}</p> : <LogRows lines={logs} sought="" isOfOneDevice />}
    <p class="links">
      <a href={logsAddress({ device })} onClick={followHere}>{logMessages.ofDevice}</a>
      <a href={logsAddress({ device, live: 1 })} onClick={followHere}>{logMessages.followDevice}</a>
    </p>
  </section>
)
