import { type NotificationData, notifications } from '@mantine/notifications'
import type { Translate } from '../i18n/index.ts'

/** A word at the edge of the window that goes by itself. @returns its id, to take it away sooner */
export const showToast = (t: Translate, toast: NotificationData): string =>
  notifications.show({ closeButtonProps: { 'aria-label': t('common.close') }, ...toast })
