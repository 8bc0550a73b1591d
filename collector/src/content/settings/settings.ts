import { isUtf8 } from 'node:buffer'
import type { ContentFile } from '@mimamori/contract'
import { pathConflict } from '@mimamori/contract/content-path'
import { compileSchema, type CheckSettings } from './settings-schema.ts'
import { quoted, SettingsError, type Message, type Mistake } from './mistake.ts'
import { isTemplate, parseTemplate, templateEnding, type Template } from './template.ts'

/** The templates of a version, and the schemas of its settings files. */
export interface Settings {
  /** By the path of its file in the version. */
  readonly templates: ReadonlyMap<string, Template>
  /** By the path of the settings file on a device. */
  readonly schemas: ReadonlyMap<string, CheckSettings>
  /** Reasons for which no device can have the version. */
  readonly mistakes: readonly Mistake[]
}

/** Gives a stored file; undefined for one that was not uploaded. */
export type ReadFile = (file: ContentFile) => Promise<Buffer | undefined>

/** Templates are filled in for each device of a fleet, and schemas applied. */
const largest = { files: 1000, template: 64 * 1024, templatesTogether: 256 * 1024, schema: 64 * 1024, settings: 1024 * 1024 } as const

const schemaEnding = '.schema.json'
const nameOnDevice = (path: string): string => isTemplate(path) ? path.slice(0, -templateEnding.length) : path
const settingsOf = (schemaPath: string): string => `${schemaPath.slice(0, -schemaEnding.length)}.json`

const notJson = (error: unknown): Message => quoted('expected JSON', 'JSON として読めません', (error as Error).message)

/** Says what is wrong with a settings file, given as JSON text; without a schema, whether it is JSON. */
export const settingsMistakes = (check: CheckSettings | undefined, text: string): readonly Message[] => {
  try {
    const settings: unknown = JSON.parse(text)
    return check?.(settings) ?? []
  } catch (error) {
    return [notJson(error)]
  }
}

/** Reads and checks the templates, schemas and settings files of a version. */
export const readSettings = async (files: readonly ContentFile[], read: ReadFile): Promise<Settings> => {
  const templates = new Map<string, Template>()
  const schemas = new Map<string, CheckSettings>()
  const mistakes: Mistake[] = []

  const textOf = async (file: ContentFile, most: number): Promise<string | undefined> => {
    const { path, size } = file
    const content = size <= most ? await read(file) : undefined
    if (content !== undefined && isUtf8(content)) return content.toString('utf8')
    if (size > most) {
      mistakes.push({ path, message: { en: `expected at most ${most} bytes, got ${size}`, ja: `${most} バイト以内にしてください（現在：${size} バイト）` } })
    } else if (content === undefined) {
      mistakes.push({ path, message: {
        en: 'upload this file first: it is checked before it is published', ja: '公開前に内容を確認するため、先にアップロードしてください'
      } })
    } else mistakes.push({ path, message: { en: 'expected UTF-8', ja: '文字コードを UTF-8 にしてください' } })
    return undefined
  }

  const templateFiles = files.filter(({ path }) => isTemplate(path))
  const conflict = templateFiles.length > 0 ? pathConflict(files.map(({ path }) => nameOnDevice(path))) : undefined
  if (conflict !== undefined) {
    const { place, other } = conflict
    mistakes.push({ path: files[place]!.path, message: {
      en: `devices would get it under the name of ${other} as well`, ja: `端末では ${other} と同じ名前になります`
    } })
  }
  if (templateFiles.length > 0 && files.length > largest.files) {
    mistakes.push({ path: templateFiles[0]!.path, message: {
      en: `expected at most ${largest.files} files in a set with templates, got ${files.length}: put the others into a set of their own`,
      ja: `テンプレートのあるコンテンツは ${largest.files} ファイルまでです（現在：${files.length}）。ほかのファイルは別のコンテンツに分けてください`
    } })
  }
  let together = 0
  for (const file of templateFiles) {
    together += file.size
    if (together > largest.templatesTogether) {
      mistakes.push({ path: file.path, message: {
        en: `expected templates of at most ${largest.templatesTogether} bytes together`,
        ja: `テンプレートは合計 ${largest.templatesTogether} バイト以内にしてください`
      } })
      break
    }
    const text = await textOf(file, largest.template)
    if (text === undefined) continue
    const parsed = parseTemplate(file.path, text)
    templates.set(file.path, parsed.template)
    mistakes.push(...parsed.mistakes)
  }

  for (const schemaFile of files.filter(({ path }) => path.endsWith(schemaEnding))) {
    const path = settingsOf(schemaFile.path)
    const settingsFile = files.find((file) => nameOnDevice(file.path) === path)
    if (settingsFile === undefined) continue
    const text = await textOf(schemaFile, largest.schema)
    if (text === undefined) continue
    try {
      schemas.set(path, compileSchema(JSON.parse(text)))
    } catch (error) {
      mistakes.push({ path: schemaFile.path, message: error instanceof SettingsError ? error.messages : notJson(error) })
      continue
    }
    if (isTemplate(settingsFile.path)) continue
    const settings = await textOf(settingsFile, largest.settings)
    if (settings === undefined) continue
    mistakes.push(...settingsMistakes(schemas.get(path), settings).map((message) => ({ path, message })))
  }
  return { templates, schemas, mistakes }
}
