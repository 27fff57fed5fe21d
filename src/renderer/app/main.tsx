import './zod-without-eval.ts'
import '@mantine/core/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/dropzone/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './global.css'
import { createRoot } from 'react-dom/client'
import { browserTransport, createIpcTransport, createLink } from '../client/index.ts'
import { createTexts, toLanguage } from '../i18n/index.ts'
import { App } from './App.tsx'
import { createStores } from './stores.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')

const texts = createTexts(toLanguage(navigator.language))
const language = () => toLanguage(texts.language)
const link = createLink({
  transport: window.voicedesk === undefined ? browserTransport(window) : createIpcTransport(window.voicedesk),
  language,
  reload: () => window.location.reload(),
})
const stores = createStores(link, language)

createRoot(root).render(<App link={link} stores={stores} texts={texts} />)
link.open()
