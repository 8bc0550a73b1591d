import { render } from 'preact'
import { App } from './app.tsx'

const root = document.querySelector('#page')
if (!root) throw new Error('expected the shell to have an element #page')
// The language switch is remembered by a cookie; its address would otherwise be what gets bookmarked.
const here = new URL(location.href)
if (here.searchParams.has('lang')) {
  here.searchParams.delete('lang')
  history.replaceState(history.state, '', here)
}
root.replaceChildren()
render(<App />, root)
