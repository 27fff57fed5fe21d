import { Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Settings } from '../../../contract/settings.ts'
import { useTexts } from '../../i18n/index.ts'
import { Section } from '../../ui/Section.tsx'
import { SettingsForm } from './SettingsForm.tsx'
import classes from './SettingsView.module.css'

type NetworkForm = { kind: Settings['proxy']['kind']; url: string; ca: string; console: string }

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** How the platform is reached: proxy and the certificates that are trusted. */
export function NetworkSection(props: { settings: Settings }) {
  const { settings } = props
  const { t } = useTexts()
  const form = useForm<NetworkForm>({
    initialValues: {
      kind: settings.proxy.kind,
      url: settings.proxy.kind === 'url' ? settings.proxy.url : '',
      ca: settings.caBundle ?? '',
      console: settings.consoleAddress,
    },
    validateInputOnBlur: true,
    validate: {
      url: (url, { kind }) =>
        kind === 'url' && !Settings.shape.proxy.safeParse({ kind, url: url.trim() }).success
          ? t('settings.proxy.problem')
          : null,
      console: (address) =>
        Settings.shape.consoleAddress.safeParse(address.trim()).success
          ? null
          : t('settings.console.problem'),
      ca: (ca) => (ca.trim() !== '' && ca.match(PEM) === null ? t('settings.ca.problem') : null),
    },
  })
  const toSettings = ({ kind, url, ca, console }: NetworkForm): Settings => {
    const { caBundle: _before, ...rest } = settings
    return {
      ...rest,
      proxy: kind === 'url' ? { kind, url: url.trim() } : { kind },
      consoleAddress: console.trim(),
      ...(ca.trim() === '' ? {} : { caBundle: ca.trim() }),
    }
  }
  const certificates = form.values.ca.match(PEM)?.length ?? 0
  return (
    <SettingsForm form={form} toSettings={toSettings}>
      <Section title={t('settings.proxy.label')} hint={t('settings.proxy.hint')}>
        <div className={classes.fields}>
          <Select
            aria-label={t('settings.proxy.label')}
            data={(['system', 'none', 'url'] as const).map((kind) => ({
              value: kind,
              label: t(`settings.proxy.${kind}`),
            }))}
            {...form.getInputProps('kind')}
          />
          {form.values.kind === 'url' ? (
            <TextInput
              label={t('settings.proxy.address')}
              description={t('settings.proxy.addressHint')}
              spellCheck={false}
              {...form.getInputProps('url')}
            />
          ) : null}
        </div>
      </Section>
      <Section title={t('settings.console.label')} hint={t('settings.console.hint')}>
        <div className={classes.fields}>
          <TextInput
            label={t('settings.console.address')}
            spellCheck={false}
            {...form.getInputProps('console')}
          />
        </div>
      </Section>
      <Section title={t('settings.ca.label')} hint={t('settings.ca.hint')}>
        <Textarea
          aria-label={t('settings.ca.label')}
          placeholder={t('settings.ca.placeholder')}
          description={certificates === 0 ? undefined : t('settings.ca.count', { count: certificates })}
          autosize
          minRows={5}
          maxRows={12}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
          {...form.getInputProps('ca')}
        />
      </Section>
    </SettingsForm>
  )
}
