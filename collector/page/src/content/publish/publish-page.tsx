import type { ContentPreview, ContentSetView, ContentTargets } from '@mimamori/contract'
import { formatBytes } from '@mimamori/contract/quantity'
import { useEffect, useRef, useState } from 'preact/hooks'
import { CopyLine, Icon, Link, Problem, TextField } from '../../components/index.ts'
import { answerOf, refusalIn, refusalOf, send, server, usePolledAnswer, useRole, type Fleet } from '../../server/index.ts'
import { messages } from '../../text/index.ts'
import { contentMessages } from '../messages.ts'
import { showSet } from '../set-page.tsx'
import { DropZone } from './drop-zone.tsx'
import { hashFiles, type HashedFile } from './hash-files.ts'
import { FileProblem, type Pick } from './picked-file.ts'
import { isRefused, Preview } from './preview.tsx'
import { TargetFields } from './target-fields.tsx'
import { uploadFiles, type UploadProgress } from './upload.ts'

const validName = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** The server checks settings before anybody publishes, and for that needs them first. */
const isSettings = ({ path }: HashedFile): boolean => /\.(?:json|template)$/.test(path)

interface Chosen { readonly from: string, readonly files: readonly HashedFile[] }

/** Publishes a folder or a zip file. */
export const PublishPage = ({ fleet }: { readonly fleet: Fleet }) => {
  const role = useRole()
  const { answer } = usePolledAnswer<{ readonly content: readonly ContentSetView[] }>('/api/content')
  return (
    <article class="one content">
      <Link class="back" to="/admin/content"><Icon shape="back" /> {contentMessages.back}</Link>
      <h1>{contentMessages.publishNew}</h1>
      {role === 'admin' && answer && <PublishForm fleet={fleet} sets={answer.content} />}
      {role !== undefined && role !== 'admin' && <CopyLine what={contentMessages.viewer} command={`${server.command} login`} />}
    </article>
  )
}

/** @throws {FileProblem} with why the server did not do it */
const change = async (path: string, body: object): Promise<unknown> => {
  const sent = await send('POST', path, body)
  const answer = answerOf(sent)
  if (answer === undefined) throw new FileProblem(refusalOf(refusalIn(sent)))
  return answer
}

const PublishForm = ({ fleet, sets }: { readonly fleet: Fleet, readonly sets: readonly ContentSetView[] }) => {
  const [name, setName] = useState(() => new URLSearchParams(location.search).get('set') ?? '')
  /** Undefined as long as nobody has changed the devices of the set of this name. */
  const [given, setGiven] = useState<ContentTargets>()
  const [chosen, setChosen] = useState<Chosen>()
  const [reading, setReading] = useState<{ readonly done: number, readonly all: number }>()
  const [preview, setPreview] = useState<ContentPreview>()
  const [upload, setUpload] = useState<UploadProgress>()
  const [problem, setProblem] = useState<string>()
  const [pickProblem, setPickProblem] = useState<string>()
  const aborting = useRef(new AbortController())
  useEffect(() => () => aborting.current.abort(), [])
  const targets = given ?? sets.find((set) => set.name === name)?.targets ?? {}
  const isWorking = reading !== undefined || upload !== undefined

  /** Shows why something does not go on; whatever was under way has ended. */
  const attempt = async (work: (signal: AbortSignal) => Promise<void>, show = setProblem): Promise<void> => {
    setProblem(undefined)
    setPickProblem(undefined)
    const { signal } = aborting.current = new AbortController()
    try {
      await work(signal)
    } catch (error) {
      if (signal.aborted) return
      show(error instanceof FileProblem ? error.message : contentMessages.problems.other(String(error)))
    } finally {
      setReading(undefined)
      setUpload(undefined)
    }
  }
  const choose = (picking: () => Promise<Pick>) => attempt(async (signal) => {
    setChosen(undefined)
    setPreview(undefined)
    setReading({ done: 0, all: 0 })
    const { from, files } = await picking()
    const all = files.reduce((sum, { blob }) => sum + blob.size, 0)
    signal.throwIfAborted()
    setChosen({ from, files: await hashFiles(files, (done) => setReading({ done, all }), signal) })
  }, setPickProblem)
  const manifest = chosen?.files.map(({ path, size, sha256 }) => ({ path, size, sha256 })) ?? []
  const showPreview = () => attempt(async (signal) => {
    if (!validName.test(name)) throw new FileProblem(contentMessages.wrongName)
    if (!chosen) throw new FileProblem(contentMessages.noFiles)
    const ask = async () => await change(`/api/content/${name}/preview`, { files: manifest, targets }) as ContentPreview
    const settings = chosen.files.filter(isSettings)
    const first = await ask()
    if (first.bounds.length > 0 || settings.length === 0) return setPreview(first)
    await uploadFiles(settings, { progress: setUpload, signal })
    setPreview(await ask())
  })
  const publish = () => attempt(async (signal) => {
    await uploadFiles(chosen!.files, { progress: setUpload, signal })
    await change(`/api/content/${name}/versions`, { files: manifest, ...given && { targets } })
    showSet(name)
  })

  const submit = (event: Event): void => {
    event.preventDefault()
    if (!isWorking) void (preview === undefined ? showPreview() : publish())
  }
  return (
    <form class="publishing" onSubmit={submit}>
      <fieldset class="all" disabled={isWorking}>
        <TextField
          id="content-name"
          label={contentMessages.name}
          hint={contentMessages.nameHint}
          value={name}
          list="content-names"
          change={(typed) => { setName(typed.trim()); setPreview(undefined) }}
        />
        <datalist id="content-names">{sets.map((set) => <option key={set.name} value={set.name} />)}</datalist>
        <DropZone choose={(picking) => void choose(picking)} isBusy={isWorking} />
        {reading && <p role="status" class="place">{contentMessages.reading(formatBytes(reading.done), formatBytes(reading.all))}</p>}
        <Problem text={pickProblem} />
        {chosen && (
          <p class="chosen">
            {contentMessages.chosen(chosen.from, chosen.files.length, formatBytes(chosen.files.reduce((sum, { size }) => sum + size, 0)))}
          </p>
        )}
        <TargetFields
          targets={targets}
          clients={[...fleet.clients.values()]}
          change={(next) => { setGiven(next); setPreview(undefined) }}
        />
      </fieldset>
      {preview && <Preview preview={preview} />}
      <Problem text={problem} />
      {upload && <UploadBar upload={upload} />}
      <p class="actions">
        <button type="submit" class="primary" disabled={isWorking || (preview !== undefined && isRefused(preview))}>
          {preview === undefined ? contentMessages.preview : contentMessages.publish}
        </button>
        {isWorking && <button type="button" onClick={() => aborting.current.abort()}>{messages.cancel}</button>}
      </p>
      <p class="place">{contentMessages.resumes}</p>
    </form>
  )
}

const UploadBar = ({ upload: { done, all, pause } }: { readonly upload: UploadProgress }) => (
  <div class="progress" role="status">
    <span>{pause ? contentMessages.pauses[pause] : contentMessages.uploading(formatBytes(done), formatBytes(all))}</span>
    <span class="bar" aria-hidden="true"><span style={{ width: `${all === 0 ? 0 : Math.round(done / all * 100)}%` }} /></span>
  </div>
)
