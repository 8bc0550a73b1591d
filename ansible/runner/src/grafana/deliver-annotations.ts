import { isDeepStrictEqual } from 'node:util'
import type { AnnotationFiles, WantedAnnotation } from './annotation-files.ts'
import { GrafanaRefusal, type GrafanaAnnotation, type GrafanaClient } from './grafana-client.ts'

const contentOf = ({ time, timeEnd, tags, text }: WantedAnnotation): GrafanaAnnotation => ({ time, ...timeEnd !== undefined && { timeEnd }, tags, text })

const deviceTag = (device: string): string => `device:${device}`

/** The number of one that Grafana took before we saw its answer. */
const findLost = async (client: GrafanaClient, { run, device }: WantedAnnotation): Promise<number | undefined> => {
  const found = await client.find(['mimamori', `run:${run}`, ...device === undefined ? [] : [deviceTag(device)]])
  return found.find(({ tags }) => device !== undefined || !tags.some((tag) => tag.startsWith(deviceTag(''))))?.id
}

const deliverOne = async (name: string, files: AnnotationFiles, client: GrafanaClient): Promise<void> => {
  const wanted = files.read(name)
  if (!wanted || wanted.isDelivered) return
  let id = wanted.id ?? (wanted.wasTried ? await findLost(client, wanted) : undefined)
  if (id === undefined) {
    files.write(name, { ...wanted, wasTried: true })
    id = await client.create(contentOf(wanted))
  } else {
    await client.change(id, contentOf(wanted))
  }
  // It may have been wanted otherwise in the meantime.
  const now = files.read(name)
  if (!now) return
  const isDelivered = isDeepStrictEqual(contentOf(now), contentOf(wanted))
  if (isDelivered && now.isComplete) files.forget(name)
  else files.write(name, { ...now, id, isDelivered })
}

/** Brings Grafana to what is wanted, one annotation after the other. Gives what it refused for good. @throws where Grafana cannot be reached, or not now */
export const deliverAnnotations = async (files: AnnotationFiles, client: GrafanaClient): Promise<string[]> => {
  const refused: string[] = []
  for (const name of files.names()) {
    try {
      await deliverOne(name, files, client)
    } catch (error) {
      if (!(error instanceof GrafanaRefusal && error.isFinal)) throw error
      files.forget(name)
      refused.push(error.message)
    }
  }
  return refused
}
