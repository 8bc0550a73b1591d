/**
 * Shows a content set from the disk, without any network. The agent names the version to show in the set's file `switched`, and each
 * version has its files next to it as versions/DIGEST.json. All is read by that digest, never through the link `current`: a page that
 * is loading gets no file of another version.
 */
const settings = new URLSearchParams(location.hash.slice(1))
const directory = settings.get('set')
const pages = settings.get('pages')
const slideMs = Number(settings.get('seconds') ?? 10) * 1000
const pollMs = Number(settings.get('poll') ?? 5) * 1000
/** A file that has not loaded by then is passed over. */
const longestLoadMs = 30_000

const sleep = (ms) => new Promise((resolve) => { setTimeout(resolve, ms) })
const urlOf = (path) => `file://${path.split('/').map(encodeURIComponent).join('/')}`

/** The text of a file; undefined if it cannot be read. fetch() reads no files, even where Chromium is told to allow it. */
const read = (path) => new Promise((resolve) => {
  const request = new XMLHttpRequest()
  request.open('GET', `${urlOf(path)}?${Date.now()}`)
  request.onload = () => { resolve(request.responseText) }
  request.onerror = () => { resolve(undefined) }
  request.send()
})

const readJson = async (path) => {
  try {
    return JSON.parse(await read(path))
  } catch {
    return undefined
  }
}

const loaded = (element, event) => new Promise((resolve, reject) => {
  element.addEventListener(event, resolve, { once: true })
  element.addEventListener('error', () => { reject(new Error('not loaded')) }, { once: true })
  setTimeout(() => { reject(new Error('not loaded in time')) }, longestLoadMs)
})

const elements = {
  page: () => [document.createElement('iframe'), 'load'],
  picture: () => [document.createElement('img'), 'load'],
  video: () => [Object.assign(document.createElement('video'), { muted: true }), 'canplaythrough']
}

/** Loads a slide above the shown one, which leaves only then. Gives a promise of the slide's end; undefined if another version is on. */
const show = async ({ kind, path }, isOver) => {
  const [element, event] = elements[kind]()
  const layer = Object.assign(document.createElement('div'), { className: 'layer' })
  layer.append(element)
  document.body.append(layer)
  const isReady = loaded(element, event)
  element.src = urlOf(path)
  try {
    await isReady
  } catch (error) {
    layer.remove()
    throw error
  }
  if (isOver()) {
    layer.remove()
    return undefined
  }
  layer.classList.add('shown')
  await sleep(500)
  while (layer.previousSibling !== null) layer.previousSibling.remove()
  if (kind !== 'video') return () => sleep(slideMs)
  await element.play()
  return () => new Promise((resolve) => {
    element.addEventListener('ended', resolve, { once: true })
    element.addEventListener('error', resolve, { once: true })
  })
}

const say = (text) => {
  if (document.body.children.length > 0) return
  document.body.append(Object.assign(document.createElement('div'), { className: 'waiting', textContent: text }))
}

/** Shows the slides of a version, from the first to the last and over again, until `isOver`; a slide that cannot be shown is left out. */
const play = async (slides, isOver) => {
  let endSlide = () => undefined
  const endWithVersion = async () => {
    while (!isOver()) await sleep(200)
    endSlide()
  }
  // Once for all slides: a kiosk runs for months.
  void endWithVersion()
  while (!isOver()) {
    let count = 0
    for (const slide of slides) {
      if (isOver()) return
      const end = await show(slide, isOver).catch(() => undefined)
      if (end === undefined) continue
      count += 1
      const isAlone = slides.length === 1 && slide.kind !== 'video'
      await new Promise((resolve) => {
        endSlide = resolve
        if (isOver()) resolve()
        else if (!isAlone) void end().then(resolve)
      })
    }
    if (count === 0) await sleep(pollMs)
  }
}

/** The slides of a version; undefined until the pictures of its PDFs are made. */
const slidesIn = async (digest) => {
  const files = await readJson(`${directory}/versions/${digest}.json`)
  const counts = new Map()
  for (const { sha256 } of files?.filter(isPdf) ?? []) counts.set(sha256, Number(await read(`${pages}/${sha256}/count`) ?? 0))
  if (files === undefined || [...counts.values()].includes(0)) return undefined
  const pagesOf = ({ sha256 }) => Array.from({ length: counts.get(sha256) }, (_, page) => `${pages}/${sha256}/${page + 1}.png`)
  return slidesOf(files, `${directory}/versions/${digest}`, pagesOf)
}

const run = async () => {
  let shown
  for (;;) {
    const digest = (await readJson(`${directory}/switched`))?.digest ?? undefined
    const slides = digest === undefined || digest === shown ? undefined : await slidesIn(digest)
    if (slides !== undefined) {
      shown = digest
      void play(slides, () => shown !== digest)
    } else if (shown === undefined) {
      say('コンテンツの配信を待っています\nWaiting for content')
    }
    await sleep(pollMs)
  }
}

void run()
