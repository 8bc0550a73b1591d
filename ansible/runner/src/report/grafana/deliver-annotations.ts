import { isDeepStrictEqual } from 'node:util'
import type { AnnotationFiles, WantedAnnotation } from './annotation-files.ts'
import { GrafanaRefusal, type GrafanaAnnotation, type GrafanaClient } from './grafana-client.ts'

const contentOf = ({ time, timeEnd, tags, text }: WantedAnnotation): GrafanaAnnotation => ({
  time, ...timeEnd !== undefined && { timeEnd }, tags, text
})

const deviceTag = (device: string): string => `device:${device}`

/** The id of an annotation that Grafana has stored although its answer was lost. */
const findLost = async (client: GrafanaClient, { run, device }: WantedAnnotation): Promise<number | undefined> => {
  const found = await client.find(['mimamori', `run:${run}`, ...device === undefined ? [] : [deviceTag(device)]])
  return found.find(({ tags }) => device !== undefined || !tags.some((tag) => tag.startsWith(deviceTag(''))))?.id
}

/** Changes an annotation, and creates it again if somebody has deleted it: the run must stay visible. Gives its id. */
const changeOrRecreate = async (
  id: number, wanted: WantedAnnotation, { client, make }: { readonly client: GrafanaClient, readonly make: () => Promise<number> }
): Promise<number> => {
  try {
    await client.change(id, contentOf(wanted))
    return id
  } catch (error) {
    if (!(error instanceof GrafanaRefusal && error.isGone)) throw error
    return await make()
  }
}

interface DeliverOptions {
  readonly files: AnnotationFiles
  readonly client: GrafanaClient
  readonly onSetAside: (reason: string) => void
}

const deliverOne = async (name: string, { files, client, onSetAside }: DeliverOptions): Promise<void> => {
  const wanted = files.read(name, onSetAside)
  if (!wanted || wanted.isDelivered) return
  const { id: known, ...unnumbered } = wanted
  const found = known ?? (wanted.wasTried ? await findLost(client, wanted) : undefined)
  const make = async (): Promise<number> => {
    files.write(name, { ...unnumbered, wasTried: true })
    return await client.create(contentOf(wanted))
  }
  const id = found === undefined ? await make() : await changeOrRecreate(found, wanted, { client, make })
  // It may have been changed while it was sent.
  const now = files.read(name, onSetAside)
  if (!now) return
  const isDelivered = isDeepStrictEqual(contentOf(now), contentOf(wanted))
  if (isDelivered && now.isComplete) files.forget(name)
  else files.write(name, { ...now, id, isDelivered })
}

/**
 * Makes Grafana's annotations as they should be, one after the other. Gives the reasons of those rejected for good. @throws if
 * Grafana cannot be reached or cannot take them now
 */
export const deliverAnnotations = async (files: AnnotationFiles, client: GrafanaClient): Promise<string[]> => {
  const refused: string[] = []
  for (const name of files.names()) {
    try {
      await deliverOne(name, { files, client, onSetAside: (reason) => { refused.push(reason) } })
    } catch (error) {
      if (!(error instanceof GrafanaRefusal && error.isFinal)) throw error
      files.forget(name)
      refused.push(error.message)
    }
  }
  return refused
}
