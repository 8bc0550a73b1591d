export interface FieldText {
  /** With a dot before each name within an object: `err.stack`. */
  readonly name: string
  readonly text: string
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The fields of a line, including those within objects, so that a stack keeps its lines: texts unchanged, the rest as JSON. The server
 * bounds their depth.
 */
export const fieldTexts = (fields: object, path = ''): readonly FieldText[] =>
  Object.entries(fields).flatMap(([key, value]: [string, unknown]) => {
    const name = `${path}${key}`
    if (isObject(value) && Object.keys(value).length > 0) return fieldTexts(value, `${name}.`)
    return [{ name, text: typeof value === 'string' ? value : JSON.stringify(value) }]
  })
