import { NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Settings } from '../../../contract/settings.ts'
import { useTexts } from '../../i18n/index.ts'
import { Section } from '../../ui/Section.tsx'
import { Quarantine, ReceiverState } from '../receiver/index.ts'
import { SettingsForm } from './SettingsForm.tsx'
import classes from './SettingsView.module.css'

type ReceiverForm = { port: number | string; host: Settings['receiverHost']; publicAddress: string }

/** Where pushes arrive, what has arrived, and what could not be read. */
export function ReceiverSection(props: { settings: Settings }) {
  const { settings } = props
  const { t } = useTexts()
  const form = useForm<ReceiverForm>({
    initialValues: {
      port: settings.receiverPort,
      host: settings.receiverHost,
      publicAddress: settings.publicAddress ?? '',
    },
    validateInputOnBlur: true,
    validate: {
      port: (port) =>
        Settings.shape.receiverPort.safeParse(port).success ? null : t('settings.port.problem'),
      publicAddress: (text) =>
        text.trim() === '' || Settings.shape.publicAddress.safeParse(text.trim()).success
          ? null
          : t('settings.publicAddress.problem'),
    },
  })
  const toSettings = ({ port, host, publicAddress }: ReceiverForm): Settings => {
    const { publicAddress: _before, ...rest } = settings
    const address = publicAddress.trim()
    return {
      ...rest,
      receiverPort: Number(port),
      receiverHost: host,
      ...(address === '' ? {} : { publicAddress: address }),
    }
  }
  return (
    <>
      <div className={classes.form}>
        <Section title={t('receiver.title')} hint={t('receiver.text')}>
          <ReceiverState />
        </Section>
      </div>
      <SettingsForm form={form} toSettings={toSettings}>
        <div className={classes.fields}>
          <NumberInput
            label={t('settings.port.label')}
            description={t('settings.port.hint')}
            min={0}
            max={65535}
            allowDecimal={false}
            allowNegative={false}
            {...form.getInputProps('port')}
          />
          <Select
            label={t('settings.host.label')}
            description={t('settings.host.hint')}
            data={(['loopback', 'all'] as const).map((host) => ({
              value: host,
              label: t(`settings.host.${host}`),
            }))}
            {...form.getInputProps('host')}
          />
          <TextInput
            label={t('settings.publicAddress.label')}
            description={t('settings.publicAddress.hint')}
            spellCheck={false}
            {...form.getInputProps('publicAddress')}
          />
        </div>
      </SettingsForm>
      <Quarantine />
    </>
  )
}
