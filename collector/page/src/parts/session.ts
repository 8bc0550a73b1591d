/** Whether the server still knows this browser; undefined where it does not answer. A redirect, unlike a 401, is no error in the browser's console. */
export const isLoggedIn = async (): Promise<boolean | undefined> => {
  const answer = await fetch('/admin', { redirect: 'manual' }).catch(() => undefined)
  if (answer?.type === 'opaqueredirect') return false
  return answer?.ok === true ? true : undefined
}

/** For a page whose session has ended: the server shows the log-in in its place, which leads back here. */
export const logInAndReturn = (): void => location.reload()
