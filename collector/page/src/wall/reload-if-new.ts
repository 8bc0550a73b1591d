/** After the server was away it may be a newer one: its page is loaded, else this one goes on. */
export const reloadIfNew = async (): Promise<void> => {
  const script = document.querySelector('script[type="module"]')?.getAttribute('src')
  const page = await fetch('/admin/wall').then((answer) => answer.text(), () => undefined)
  if (script !== null &&
    script !== undefined &&
    page !== undefined &&
    page.includes('/admin/assets/page-') &&
    !page.includes(script)) location.reload()
}
