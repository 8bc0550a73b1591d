/**
 * What is shown of a set that has no page of its own: a picture or a page of a PDF for some seconds, a video to its end.
 *
 * @typedef {{ readonly kind: 'page' | 'picture' | 'video', readonly path: string }} Slide `path`: absolute
 */

const kinds = [
  ['picture', /\.(?:png|jpe?g|gif|webp|avif|svg)$/i],
  ['video', /\.(?:mp4|webm|m4v|ogv)$/i]
]
const isPdf = ({ path }) => /\.pdf$/i.test(path)

/**
 * The page alone if there is one, else a slide for each picture, video and page of a PDF, in the order of names as people count.
 * `pagesOf` gives the paths of a PDF's pictures (kiosk_pages.py).
 */
const slidesOf = (files, base, pagesOf) => {
  if (files.some(({ path }) => path === 'index.html')) return [{ kind: 'page', path: `${base}/index.html` }]
  const order = new Intl.Collator('ja', { numeric: true })
  return files.toSorted((one, other) => order.compare(one.path, other.path)).flatMap((file) => {
    if (isPdf(file)) return pagesOf(file).map((path) => ({ kind: 'picture', path }))
    const kind = kinds.find(([, ending]) => ending.test(file.path))?.[0]
    return kind === undefined ? [] : [{ kind, path: `${base}/${file.path}` }]
  })
}
