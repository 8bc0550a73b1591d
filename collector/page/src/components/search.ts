interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** Whether a key asks for the search: `/`, but not if it is typed into a field or is part of a shortcut of the browser's. */
export const asksForSearch = ({ key, ctrlKey, metaKey, altKey }: Pressed, focused: string | undefined): boolean =>
  key === '/' && !ctrlKey && !metaKey && !altKey && !['INPUT', 'SELECT', 'TEXTAREA'].includes(focused ?? '')
