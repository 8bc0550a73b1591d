import { useEffect, useState } from 'preact/hooks'
import type { ConfigurationAnswer, ErrorAnswer, ReceiverList } from '@mimamori/contract'
import { words } from '../words.ts'
import { problemsOf } from './refusal-words.ts'

type Loaded = { readonly answer: ConfigurationAnswer } | { readonly refusal: ErrorAnswer } | undefined

const load = async (): Promise<Loaded> => {
  const answer = await fetch('/api/receivers/configuration').catch(() => undefined)
  if (answer === undefined) return undefined
  return answer.ok ? { answer: await answer.json() as ConfigurationAnswer } : { refusal: await answer.json() as ErrorAnswer }
}

/** For an Alertmanager that somebody else runs. `list`: loaded anew with each change of it. */
export const ConfigurationToPaste = ({ list }: { readonly list: ReceiverList }) => {
  const [loaded, setLoaded] = useState<Loaded>()
  useEffect(() => { void load().then(setLoaded) }, [list])
  const { paste } = words.receivers
  if (loaded === undefined) return null
  return (
    <section class="paste" aria-label={paste.title}>
      <h2>{paste.title}</h2>
      {'refusal' in loaded
        ? <p class="problem" role="alert">{problemsOf(loaded, words.receivers)!.whole}</p>
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
