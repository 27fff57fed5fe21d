const opened: string[] = []

/** Where Electron would show a page in the person's browser, it is only noted. */
export const shell = {
  async openExternal(url: string): Promise<void> {
    opened.push(url)
  },
}

export const recordedOutside = () => opened
