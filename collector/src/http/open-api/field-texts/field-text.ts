/**
 * What a field means, and an example of its value where it is no object or list. By the field's name, which means the same
 * everywhere in the interface, or by `parent.name` where it does not.
 */
export type FieldTexts = Readonly<Record<string, readonly [description: string, example?: string | number | boolean]>>
