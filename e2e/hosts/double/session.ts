type Request = (
  contents: { getURL(): string },
  permission: string,
  decide: (granted: boolean) => void,
) => void
type Check = (contents: unknown, permission: string, origin: string) => boolean

let request: Request | undefined
let check: Check | undefined
let device: ((details: unknown) => boolean) | undefined

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: Request) => {
      request = handler
    },
    setPermissionCheckHandler: (handler: Check) => {
      check = handler
    },
    setDevicePermissionHandler: (handler: (details: unknown) => boolean) => {
      device = handler
    },
    resolveProxy: async () => 'DIRECT',
  },
}

/** What the application answers to a page that asks; Electron grants everything when nobody decides. */
export function decide(
  permission: string,
  url: string,
): { request: boolean; check: boolean; device: boolean } {
  let granted = true
  request?.({ getURL: () => url }, permission, (verdict) => {
    granted = verdict
  })
  return {
    request: granted,
    check: check?.(null, permission, url) ?? true,
    device: device?.({ deviceType: 'usb', origin: url }) ?? true,
  }
}
