import type { Device } from '../../devices/registry/device.ts'
import { SettingsError, type Mistake } from './mistake.ts'

/** A file that is given to each device with values of its registration, under its name without the ending. */
export interface Template {
  /** Without the ending. */
  readonly path: string
  readonly pieces: readonly (string | Placeholder)[]
}

interface Placeholder {
  readonly name: string
  readonly line: number
}

/** The device cannot have the file: it lacks a value, or has one that the file cannot hold. */
export class TemplateError extends SettingsError { override readonly name = 'TemplateError' }

export type TemplateDevice = Pick<Device, 'id' | 'name' | 'site' | 'role' | 'address' | 'labels'>

export const templateEnding = '.template'
export const isTemplate = (path: string): boolean => path.endsWith(templateEnding)

/** A file as it is given to a device; values may make it longer than its template. */
const longestText = 256 * 1024

const values: Readonly<Record<string, (device: TemplateDevice) => string | undefined>> = {
  device: ({ id }) => id,
  name: ({ id, name = id }) => name,
  site: ({ site }) => site,
  role: ({ role }) => role,
  address: ({ address }) => address
}
const labelName = /^label\.(\S+)$/
const known = [...Object.keys(values), 'label.NAME'].join(', ')

const jsonText = (value: string): string => JSON.stringify(value).slice(1, -1)
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' }
const markupText = (value: string): string => value.replace(/[&<>"']/g, (character) => entities[character]!)
const plainText = (value: string): string => value

/** Makes a value safe within a file of this name. */
const escapeFor = (path: string): (value: string) => string => {
  if (/\.json$/i.test(path)) return jsonText
  return /\.(?:x?html?|xml|svg)$/i.test(path) ? markupText : plainText
}

const lineAt = (text: string, place: number): number => text.slice(0, place).split('\n').length

/** Reads a template, and what it names that no device has. */
export const parseTemplate = (file: string, text: string): { readonly template: Template, readonly mistakes: readonly Mistake[] } => {
  const pieces: (string | Placeholder)[] = []
  const mistakes: Mistake[] = []
  let end = 0
  for (const match of text.matchAll(/\{\{([^{}\n]*)\}\}/g)) {
    const [name, line] = [match[1]!.trim(), lineAt(text, match.index)]
    if (!Object.hasOwn(values, name) && !labelName.test(name)) {
      const got = name.slice(0, 64)
      mistakes.push({ path: file, message: {
        en: `line ${line}: expected one of ${known} in {{ }}, got ${got}`, ja: `${line} 行目：{{ }} に使えるのは ${known} です（現在：${got}）`
      } })
    }
    pieces.push(text.slice(end, match.index), { name, line })
    end = match.index + match[0].length
  }
  return { template: { path: file.slice(0, -templateEnding.length), pieces: [...pieces, text.slice(end)] }, mistakes }
}

const valueOf = (device: TemplateDevice, { name, line }: Placeholder): string => {
  const label = labelName.exec(name)?.[1]
  const value = label === undefined ? values[name]!(device) : Object.hasOwn(device.labels, label) ? device.labels[label] : undefined
  if (value) return value
  const [en, ja] = label === undefined ? [`the ${name} of the device`, `端末の ${name} `] : [`the label ${label}`, `ラベル ${label} `]
  throw new TemplateError({ en: `line ${line} needs ${en}, which is not set`, ja: `${line} 行目で使う${ja}が設定されていません` })
}

/** Fills in a template for a device. @throws {TemplateError} */
export const renderTemplate = ({ path, pieces }: Template, device: TemplateDevice): string => {
  const escape = escapeFor(path)
  let text = ''
  for (const piece of pieces) {
    const value = typeof piece === 'string' ? piece : valueOf(device, piece)
    if (typeof piece !== 'string' && escape !== jsonText && /[\p{Cc}\u2028\u2029]/u.test(value)) {
      const { line, name } = piece
      throw new TemplateError({
        en: `line ${line}: ${name} has a control character or a new line, which ${path} cannot hold`,
        ja: `${line} 行目：${name} に ${path} では使えない制御文字か改行があります`
      })
    }
    text += typeof piece === 'string' ? value : escape(value)
    if (text.length > longestText) {
      throw new TemplateError({
        en: `expected at most ${longestText} characters with the values of the device`,
        ja: `端末の値を入れると ${longestText} 文字を超えます`
      })
    }
  }
  return text
}
