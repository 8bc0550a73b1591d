import { useLogin } from './use-login.ts'

/** The role of who is logged in; undefined while loading. */
export const useRole = (): string | undefined => useLogin()?.operator.role
