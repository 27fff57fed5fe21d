type Request = (
  contents: { getURL(): string },
  permission: string,
  decide: (granted: boolean) => void,
  details: { mediaTypes?: readonly string[] },
) => void
type Check = (
  contents: unknown,
  permission: string,
  origin: string,
  details: { mediaType?: string },
) => boolean

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
  media?: readonly string[],
): { request: boolean; check: boolean; device: boolean } {
  let granted = true
  request?.(
    { getURL: () => url },
    permission,
    (verdict) => {
      granted = verdict
    },
    media === undefined ? {} : { mediaTypes: media },
  )
  return {
    request: granted,
    check: check?.(null, permission, url, media?.[0] === undefined ? {} : { mediaType: media[0] }) ?? true,
    device: device?.({ deviceType: 'usb', origin: url }) ?? true,
  }
}
