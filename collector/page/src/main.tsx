import { render } from 'preact'
import { App } from './app.tsx'

const root = document.querySelector('#page')
if (!root) throw new Error('expected the shell to have an element #page')
// A cookie stores the choice of the language switch; otherwise its address would be bookmarked.
const here = new URL(location.href)
if (here.searchParams.has('lang')) {
  here.searchParams.delete('lang')
  history.replaceState(history.state, '', here)
}
root.replaceChildren()
render(<App />, root)
