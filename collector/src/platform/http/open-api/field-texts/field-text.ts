/**
 * The meaning of a field, and an example of its value unless it is an object or list. By the field's name, which means the same everywhere
 * in the interface, or by `parent.name` if it does not; the parent of an outermost field or parameter is the operation. By
 * `operation?name` if a parameter and an outermost field have the same name.
 */
export type FieldTexts = Readonly<Record<string, readonly [description: string, example?: string | number | boolean]>>
