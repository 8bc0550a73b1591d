/** Whether a value from a file has these fields as text, and is not the remains of one on a failing disk. */
export const hasTexts = (value: unknown, ...fields: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && fields.every((field) => typeof (value as Record<string, unknown>)[field] === 'string')

/** Whether it is a list of such values. */
export const areAll = (values: unknown, isGood: (value: unknown) => boolean): boolean => Array.isArray(values) && values.every(isGood)
