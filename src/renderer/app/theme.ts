import {
  Button,
  createTheme,
  Input,
  type InputWrapperProps,
  type MantineColorsTuple,
  Menu,
  Modal,
  NumberInput,
  PasswordInput,
  Popover,
  SegmentedControl,
  Select,
  TagsInput,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core'

const accent: MantineColorsTuple = [
  '#eef2ff',
  '#dde5ff',
  '#b9c8fd',
  '#92a9fa',
  '#7290f5',
  '#5c7ff0',
  '#3a5fdc',
  '#2f4fc4',
  '#2841a3',
  '#203480',
]

const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#f1f3f6',
  '#e7eaef',
  '#d9dde4',
  '#c3c9d3',
  '#9aa3b1',
  '#6b7482',
  '#4c5462',
  '#2f3540',
  '#171a20',
]

const dark: MantineColorsTuple = [
  '#dfe3ea',
  '#b4bcc9',
  '#8f98a7',
  '#5f6877',
  '#363d49',
  '#2a303a',
  '#1d2129',
  '#15181d',
  '#101216',
  '#0b0d10',
]

const red: MantineColorsTuple = [
  '#ffeeef',
  '#fddadd',
  '#f7b3b8',
  '#f18890',
  '#ea646e',
  '#e34d58',
  '#d4313f',
  '#bf2331',
  '#a31a28',
  '#85121f',
]

const field = {
  defaultProps: { size: 'sm', inputWrapperOrder: ['label', 'input', 'error', 'description'] },
} satisfies {
  defaultProps: InputWrapperProps
}

/**
 * System fonts only: nothing is fetched, and Chinese is set in the face the system does best. The quotes of English
 * come before the Chinese faces.
 */
const FONT =
  '"Voicedesk dots", -apple-system, BlinkMacSystemFont, "Segoe UI Variable Text", "Segoe UI", var(--vd-quotes), "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Helvetica Neue", Arial, sans-serif'

export const theme = createTheme({
  fontFamily: FONT,
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono", monospace',
  fontSizes: { xs: '12px', sm: '13.5px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.4' },
  headings: { fontFamily: FONT, fontWeight: '600' },
  colors: { accent, gray, dark, red },
  primaryColor: 'accent',
  primaryShade: 6,
  autoContrast: true,
  luminanceThreshold: 0.38,
  defaultRadius: 7,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: field.defaultProps.inputWrapperOrder },
    }),
    TextInput: TextInput.extend(field),
    PasswordInput: PasswordInput.extend(field),
    NumberInput: NumberInput.extend(field),
    Select: Select.extend({ defaultProps: { ...field.defaultProps, allowDeselect: false } }),
    TagsInput: TagsInput.extend(field),
    Textarea: Textarea.extend(field),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'sm' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, fz: 12, withArrow: true } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', withArrow: true } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md' } }),
    Modal: Modal.extend({ defaultProps: { centered: true } }),
  },
})
