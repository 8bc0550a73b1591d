import type { LogLineView } from '@mimamori/contract'
import { fieldsText } from '@mimamori/contract/log-text'
import { exactWords } from '../parts/time-words.ts'
import { words } from '../words.ts'

/** The newest lines first, each with its level as a word and its fields behind it. */
export const LogList = ({ logs }: { readonly logs: readonly LogLineView[] }) => (
  <section aria-label={words.device.logs}>
    <h2>{words.device.logs}</h2>
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
  </section>
)
