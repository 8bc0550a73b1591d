import type { LogLineView } from '@mimamori/contract'
import { LogRows } from '../logs/log-rows.tsx'
import { logsAddress } from '../logs/log-view.ts'
import { followHere } from '../path.ts'
import { words } from '../words.ts'

/** The newest lines of a device first, and where its whole log is. */
export const LogList = ({ id: device, logs, areFromMemory }: { readonly id: string, readonly logs: readonly LogLineView[], readonly areFromMemory: boolean }) => (
  <section aria-label={words.device.logs}>
    <h2>{words.device.logs}</h2>
    {areFromMemory && logs.length > 0 && <p class="shown">{words.device.logsFromMemory}</p>}
    {logs.length === 0 ? <p class="nothing">{areFromMemory ? words.logs.noLoki : words.device.noLogs}</p> : <LogRows lines={logs} sought="" isOfOneDevice />}
    <p class="links">
      <a href={logsAddress({ device })} onClick={followHere}>{words.logs.ofDevice}</a>
      <a href={logsAddress({ device, live: 1 })} onClick={followHere}>{words.logs.followDevice}</a>
    </p>
  </section>
)
