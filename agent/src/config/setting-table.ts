import type { SettingKind } from './setting-kinds.ts'

/** One setting of a configuration file. */
export interface Setting<Value, Fallback> {
  /** Its name in the file. */
  readonly key: string
  readonly kind: SettingKind<Value>
  readonly fallback: Fallback
}

export const optional = <Value>(key: string, kind: SettingKind<Value>): Setting<Value, undefined> => ({ key, kind, fallback: undefined })
export const withDefault = <Value>(key: string, kind: SettingKind<Value>, fallback: NoInfer<Value>): Setting<Value, Value> => ({
  key,
  kind,
  fallback
})

/** The settings of a file by the names that a program uses. */
export type SettingTable = Readonly<Record<string, Setting<unknown, unknown>>>

/** Each setting once the file has been read: its value, or its fallback. */
export type ValuesOf<Table extends SettingTable> = {
  readonly [Name in keyof Table]: Table[Name] extends Setting<infer Value, infer Fallback> ? Value | Fallback : never
}
