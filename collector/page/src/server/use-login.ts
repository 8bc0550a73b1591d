import { useEffect, useState } from 'preact/hooks'
import { getJson } from './get-json.ts'

/** The operator who is logged in. */
export interface Login {
  readonly operator: { readonly name: string, readonly role: string }
  /** Null if the login goes back to a token. */
  readonly user: { readonly hasPassword: boolean } | null
}

export const useLogin = (): Login | undefined => {
  const [login, setLogin] = useState<Login>()
  useEffect(() => { void getJson<Login>('/api/session').then(setLogin) }, [])
  return login
}

/** The role of the person who is logged in; undefined while loading. */
export const useRole = (): string | undefined => useLogin()?.operator.role
