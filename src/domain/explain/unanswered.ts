/** No answer came, so what was asked may have been done: asking again asks about the same act. */
export const isUnanswered = (error: { readonly code: string } | undefined): boolean =>
  error?.code === 'connection.lost' || error?.code === 'deadline'
