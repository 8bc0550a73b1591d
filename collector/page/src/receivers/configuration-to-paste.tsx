import type { ConfigurationAnswer, ReceiverList } from '@mimamori/contract'
import { useEffect, useState } from 'preact/hooks'
import { send, type Sent } from '../server/index.ts'
import { receiverMessages } from './messages.ts'
import { problemsOf } from './refusal.ts'

/** For an Alertmanager that somebody else runs. `list`: reloaded with each change of it. */
export const ConfigurationToPaste = ({ list }: { readonly list: ReceiverList }) => {
  const [loaded, setLoaded] = useState<Sent<ConfigurationAnswer>>()
  useEffect(() => { void send<ConfigurationAnswer>('GET', '/api/receivers/configuration').then(setLoaded) }, [list])
  const { paste } = receiverMessages
  if (loaded === undefined) return null
  return (
    <section class="paste" aria-label={paste.title}>
      <h2>{paste.title}</h2>
      {'refusal' in loaded
        ? <p class="problem" role="alert">{problemsOf(loaded)!.whole}</p>
        : (
            <>
              <p>{paste.about}</p>
              <details>
                <summary>alertmanager.yml</summary>
                <pre>{loaded.answer.yaml}</pre>
              </details>
              {loaded.answer.files.map(({ path, content }) => content === null
                ? <p key={path}>{paste.secret(path)}</p>
                : <details key={path}><summary>{paste.file(path)}</summary><pre>{content}</pre></details>)}
            </>
          )}
    </section>
  )
}
