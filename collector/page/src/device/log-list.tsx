import type { LogLineView } from '@mimamori/contract'
import { fieldsText } from '@mimamori/contract/log-text'
import { logsAddress } from '../logs/log-view.ts'
import { exactWords } from '../parts/time-words.ts'
import { followHere } from '../path.ts'
import { words } from '../words.ts'

/** The newest lines of a device first, each with its level as a word and its fields behind it; and where its whole log is. */
export const LogList = ({ id: device, logs, areFromMemory }: { readonly id: string, readonly logs: readonly LogLineView[], readonly areFromMemory: boolean }) => (
  <section aria-label={words.device.logs}>
    <h2>{words.device.logs}</h2>
    {areFromMemory && <p class="shown">{words.device.logsFromMemory}</p>}
    {logs.length === 0 ? <p class="nothing">{words.device.noLogs}</p> : (
      <ol class="logs">
        {logs.map(({ id, level, message, timestamp, estimated, unit, context }) => (
          <li key={id} class={level}>
            <time dateTime={timestamp} title={estimated ? words.device.estimated : ''}>{estimated ? '≈ ' : ''}{exactWords(timestamp)}</time>
            <span class="level">{words.levels[level]}</span>
            <span class="message">{unit !== undefined && <b>{unit} </b>}{message}{context !== undefined && <span class="fields"> {fieldsText(context)}</span>}</span>
          </li>
        ))}
      </ol>
    )}
    <p class="links">
      <a href={logsAddress({ device })} onClick={followHere}>{words.logs.ofDevice}</a>
      <a href={logsAddress({ device, live: 1 })} onClick={followHere}>{words.logs.followDevice}</a>
    </p>
  </section>
)
