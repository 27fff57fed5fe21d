export const ROUTES = {
  dial: '/',
  history: '/history',
  prompts: '/prompts',
  templates: '/prompts/templates',
  settings: '/settings',
  profiles: '/settings/profiles',
  receiver: '/settings/receiver',
} as const

/** Where a call is read in full. */
export const callRoute = (callId: string): string => `${ROUTES.history}/${callId}`

/** Where a prompt is looked at. */
export const promptRoute = (promptId: string): string => `${ROUTES.prompts}/${promptId}`

/** Where a voice template is written. */
export const templateRoute = (templateId: string): string => `${ROUTES.templates}/${templateId}`

/** Which entry of the rail a place belongs to. */
export function railEntry(path: string): 'dial' | 'history' | 'prompts' | 'settings' {
  if (path.startsWith('/history')) return 'history'
  if (path.startsWith(ROUTES.prompts)) return 'prompts'
  return path.startsWith('/settings') ? 'settings' : 'dial'
}
