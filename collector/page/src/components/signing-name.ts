const key = 'mimamori-own-name'

/** The name with which a person signs here; the browser stores it, since all who log in by a link have one name. */
export const signingName = (): string => localStorage.getItem(key) ?? ''

export const storeSigningName = (name: string): void => {
  if (name === '') localStorage.removeItem(key)
  else localStorage.setItem(key, name)
}
