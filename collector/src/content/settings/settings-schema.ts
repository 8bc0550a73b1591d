import { createContext, runInContext } from 'node:vm'
import { AjvCompiler } from '@fastify/ajv-compiler'
import { quoted, SettingsError, type Message } from './mistake.ts'
import { schemaMessage } from './schema-message.ts'

/** Says what a schema refuses of a settings file; nothing if it takes it. */
export type CheckSettings = (settings: unknown) => readonly Message[]

/** A check of a settings file takes a millisecond, or seconds where a pattern backtracks; that must not stop the server. */
const longestCheckMs = 2000
const deepestSchema = 32
const mostErrors = 5

const ajvOptions = {
  allErrors: true, coerceTypes: false, useDefaults: false, removeAdditional: false,
  // A keyword that is mistyped is refused, but nothing that is valid: a property may be required without being described.
  strict: true, strictTypes: false, strictTuples: false, strictRequired: false
} as const

const shared = createContext({})
/** Runs what a schema decides. @throws if it takes too long */
const withinTime = <Result>(run: () => Result): Result => {
  Object.assign(shared, { run })
  return runInContext('run()', shared, { timeout: longestCheckMs }) as Result
}

const depthOf = (value: unknown, depth = 1): number => {
  if (typeof value !== 'object' || value === null || depth > deepestSchema) return depth
  return Math.max(depth, ...Object.values(value).map((each) => depthOf(each, depth + 1)))
}

/** @throws {SettingsError} */
const compile = (schema: object) => {
  try {
    return AjvCompiler()({}, { customOptions: ajvOptions })({ schema })
  } catch (error) {
    const { message } = error as Error
    throw new SettingsError({ en: message, ja: `スキーマに誤りがあります：「${message}」` })
  }
}

/**
 * Compiles a JSON Schema of draft 7; of a later one as far as its keywords are the same. It may refer only to itself: nothing is loaded.
 * @throws {SettingsError} with what is wrong in it
 */
export const compileSchema = (schema: unknown): CheckSettings => {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
    throw new SettingsError({ en: 'expected a JSON Schema, an object', ja: 'JSON Schema（オブジェクト）ではありません' })
  }
  if (depthOf(schema) > deepestSchema) {
    throw new SettingsError({ en: `expected at most ${deepestSchema} levels`, ja: `入れ子は ${deepestSchema} 段までにしてください` })
  }
  const { $schema, ...rest } = schema as Readonly<Record<string, unknown>>
  if ($schema !== undefined && !(typeof $schema === 'string' && /^https?:\/\/json-schema\.org\//.test($schema))) {
    const got = JSON.stringify($schema).slice(0, 100)
    throw new SettingsError({
      en: `expected a schema of json-schema.org, got ${got}`, ja: `$schema には json-schema.org のものを指定してください（現在：${got}）`
    })
  }
  const validate = compile(rest)
  let refusal: Message | undefined
  return (settings) => {
    // A schema that took too long once would do so for each device.
    if (refusal !== undefined) return [refusal]
    try {
      if (withinTime(() => validate(settings) as boolean)) return []
    } catch (error) {
      refusal = quoted('/: the schema could not be applied', '/：スキーマを適用できませんでした', (error as Error).message)
      return [refusal]
    }
    const errors = validate.errors ?? []
    const others = errors.length - mostErrors
    return [
      ...errors.slice(0, mostErrors).map(schemaMessage), ...others > 0 ? [{ en: `and ${others} more`, ja: `ほか ${others} 件` }] : []
    ]
  }
}
