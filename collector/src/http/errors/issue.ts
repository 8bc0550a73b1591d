/** One mistake in what was sent. `path`: a JSON pointer into the body, a header's name, or `/line/12` of a text body. */
export interface Issue {
  readonly path: string
  readonly message: string
}
