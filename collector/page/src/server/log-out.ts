import { forgetCommand } from './former-command.ts'

/** Ends this browser's session, and leads to the log-in. */
export const logOut = async (): Promise<void> => {
  await fetch('/api/logout', { method: 'POST' }).catch(() => undefined)
  forgetCommand(localStorage)
  location.assign('/admin/login')
}
