import { createHash } from 'node:crypto'
import type { ContentFile } from '@mimamori/contract'
import { timeSlice } from '../platform/event-loop/time-slice.ts'
import { digestOf, type ContentVersion, type WantedSet } from './contents.ts'
import { settingsMistakes, type Settings } from './settings/settings.ts'
import type { Mistake } from './settings/mistake.ts'
import { renderTemplate, TemplateError, type TemplateDevice } from './settings/template.ts'

/** A set as a device should have it, or why it cannot. */
export type SetForDevice =
  | { readonly set: WantedSet, readonly mistake?: undefined }
  | { readonly mistake: Mistake, readonly isOfSchema: boolean }

interface Source {
  readonly name: string
  readonly current: ContentVersion
  readonly settings: Settings
}

/** The current version of a set, with its templates filled in for a device. */
export const setForDevice = ({ name, current, settings }: Source, device: TemplateDevice): SetForDevice => {
  const [mistake] = settings.mistakes
  if (mistake !== undefined) return { mistake, isOfSchema: false }
  const { number } = current
  if (settings.templates.size === 0) return { set: { name, ...current, rendered: new Map() } }
  const rendered = new Map<string, WantedSet['rendered'] extends ReadonlyMap<string, infer Each> ? Each : never>()
  const files: ContentFile[] = []
  for (const file of current.files) {
    const template = settings.templates.get(file.path)
    if (template === undefined) {
      files.push(file)
      continue
    }
    const { path } = template
    try {
      const text = renderTemplate(template, device)
      const [message] = path.endsWith('.json') ? settingsMistakes(settings.schemas.get(path), text) : []
      if (message !== undefined) return { mistake: { path, message }, isOfSchema: true }
      const sha256 = createHash('sha256').update(text).digest('hex')
      files.push({ path, size: Buffer.byteLength(text), sha256 })
      rendered.set(sha256, template)
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error
      return { mistake: { path: file.path, message: error.messages }, isOfSchema: false }
    }
  }
  files.sort((one, other) => one.path < other.path ? -1 : 1)
  return { set: { name, number, files, hashes: new Set(files.map(({ sha256 }) => sha256)), digest: digestOf(files), rendered } }
}

/** The same for many devices, with other work let in between them. */
export const setForDevices = async <Each extends TemplateDevice>(
  source: Source, devices: readonly Each[]
): Promise<readonly { readonly device: Each, readonly result: SetForDevice }[]> => {
  const slice = timeSlice()
  const results: { readonly device: Each, readonly result: SetForDevice }[] = []
  for (const device of devices) {
    results.push({ device, result: setForDevice(source, device) })
    await slice.pause()
  }
  return results
}

/** Mistakes of schemas that no device passes, if it has all values of the templates: the settings file is wrong, not the device. */
export const mistakesOfAll = (results: readonly SetForDevice[]): readonly Mistake[] => {
  const filledIn = results.filter((result) => result.mistake === undefined || result.isOfSchema)
  const mistakes = filledIn.flatMap(({ mistake }) => mistake ?? [])
  return mistakes.length > 0 && mistakes.length === filledIn.length ? mistakes.slice(0, 1) : []
}
