import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTexts } from '../../i18n/index.ts'
import { go } from '../../ui/go.ts'
import { templateRoute } from '../../ui/routes.ts'
import { useTemplates } from './store.ts'

/** Begins a template and goes there. Nothing is kept before it is saved, so this needs no connection. */
export function NewTemplate(props: { label: string; quiet?: boolean }) {
  const { t } = useTexts()
  const create = useTemplates((state) => state.create)
  return (
    <Button
      variant={props.quiet === true ? 'default' : 'filled'}
      leftSection={<IconPlus size={16} stroke={2} aria-hidden="true" />}
      aria-label={t('templates.add')}
      onClick={() => go(templateRoute(create()))}
    >
      {props.label}
    </Button>
  )
}
