import { logOut } from './server/log-out.ts'

// The script of the pages that the server sends whole: only their logout needs one.
document.querySelector('#log-out')?.addEventListener('click', () => void logOut())
