export const ROUTES = {
  dial: '/',
  history: '/history',
  settings: '/settings',
  profiles: '/settings/profiles',
  receiver: '/settings/receiver',
} as const

/** Where a call is read in full. */
export const callRoute = (callId: string): string => `${ROUTES.history}/${callId}`

/** Which entry of the rail a place belongs to. */
export function railEntry(path: string): 'dial' | 'history' | 'settings' {
  if (path.startsWith('/history')) return 'history'
  return path.startsWith('/settings') ? 'settings' : 'dial'
}
